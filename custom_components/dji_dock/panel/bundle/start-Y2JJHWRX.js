import{a as W,b as Q,f as Rt}from"./chunk-KXHC2PXU.js";import{a as G,c as Vt}from"./chunk-QNRXL7OQ.js";import{a as L,b as ut,e as ft}from"./chunk-R6CF24J6.js";import{b as kt,c as xt,d as _t,e as F,f as B}from"./chunk-JIFFGOWO.js";import{c as vt,d as $t,e as gt}from"./chunk-PDBQIRUM.js";import{f as Tt}from"./chunk-EXSONS3T.js";import{a as C,c as m,d as H,g as f}from"./chunk-OD7S5LMO.js";import{a as M}from"./chunk-ORE6D2L7.js";import"./chunk-UMSXCKQP.js";import{b as yt,c as P,d as bt,e as S,h as wt,j as z}from"./chunk-2VWBIQL4.js";import{n as jt,q as Dt}from"./chunk-WBOMTXL7.js";import{C as dt,F as ct,L as pt,P as q,R as mt,U as ht,W as $,X as s,_ as l,a as tt,ba as D,ca as h,d as et,da as g,e as rt,fa as y,ga as k,ha as b,i as it,ia as x,j as st,k as ot,la as d,ma as R,na as T,oa as O,p as at,pa as I,w as nt,x as lt}from"./chunk-E2XFT2OW.js";import{a as p}from"./chunk-JFKSI6I7.js";function It(n){return n.locale.time_zone==="server"?n.config.time_zone:void 0}function K(n,r){return new Intl.DateTimeFormat("en-CA",{timeZone:It(n),year:"numeric",month:"2-digit",day:"2-digit"}).format(r)}function Z(n,r){return new Date(Date.parse(`${n}T12:00:00Z`)+r*24*36e5).toISOString().slice(0,10)}function Y(n,r){let t=Date.parse(`${r}T00:00:00Z`)+54e6,e=t-30*36e5,i=36e5/4;for(;t-e>i;){let o=e+Math.floor((t-e)/2/i)*i;K(n,new Date(o))<r?e=o:t=o}return new Date(t)}function Et(n){return/^\d{4}-\d{2}-\d{2}$/.test(n??"")&&!Number.isNaN(Date.parse(n??""))}function St(n,r){let{weather:t,aircraft:e,flight:i}=r,o=(w,E)=>[_t(n,"sensor",w),E],a=(w,E)=>o(w,E&&O(n,"sensor",w,E)),c=d(n,r.online?"common.online":"common.offline"),u=r.last_heard&&!r.online?` \xB7 ${S(n,r.last_heard)}`:"";return[[d(n,"common.dock"),c+u],a("dock_mode",r.mode),a("cover",r.cover),[d(n,"common.aircraft"),e&&`${e.name} \xB7 ${F(n,r)}`],o("aircraft_battery",B(n,r)),[d(n,"dock.flight"),i&&`${d(n,"dock.flight_under_way")} ${At(n,i.progress)}`],o("environment_temperature",t.temperature!==null&&kt(n,t.temperature)),o("humidity",t.humidity!==null&&z(n,t.humidity)),o("wind_speed",t.wind_speed!==null&&xt(n,t.wind_speed)),a("rainfall",t.rainfall)].filter(w=>!!w[1])}function At(n,r){return r===null?"":z(n,r)}var Nt=5,zt=50,_=class extends D{constructor(){super(...arguments);this.limit=Nt;this.loaded=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:C(this.hass,t.get("hass"))}willUpdate(){let{dock:t,limit:e}=this,i=`${t.device_id} ${e} ${t.job?.job_id??""} ${t.job?.status??""}`;i!==this.loaded&&(this.loaded=i,this.load())}async load(){let t=this.loaded;try{let e=await Dt(this.hass,this.dock.device_id,this.limit+1);if(t!==this.loaded)return;this.jobs=e,this.error=void 0}catch(e){t===this.loaded&&(this.error=e)}}render(){let{hass:t,jobs:e,limit:i}=this;return s`${this.error?s`<dji-dock-alert level="error">${M(t,this.error)}</dji-dock-alert>`:l}
${e?.length===0?s`<p class="secondary">${d(t,"dock.no_jobs")}</p>`:s`<ol>
${e?.slice(0,i).map(o=>this.renderJob(o))}
</ol>`}
${e&&e.length>i&&i<zt?s`<div>
<button @click=${this.showMore}>${d(t,"common.more")}</button>
</div>`:l}`}showMore(){this.limit=zt}renderJob(t){let{hass:e}=this,i=this.dock.job?.job_id===t.job_id?this.dock.job:void 0,{status:o,percent:a}=i??t,c=["failed","timed_out","unknown"].includes(o),u=O(e,"sensor","job",t.command),A=o==="running"||o==="sent";return s`<li>
<div class="row">
<span class="grow">${u}</span>
<span class=${c?"failed":"secondary"}
>${I(e,"job_status",o)}</span
>
</div>
${A?s`<dji-dock-bar .value=${a} label=${u}></dji-dock-bar>`:l}
${t.reason?s`<div>${t.reason}</div>`:l}
<time class="secondary" datetime=${t.created}>${P(e,t.created)}</time>
</li>`}};_.styles=[b,x,$`
:host {
display: grid;
gap: 8px;
}
li {
display: grid;
gap: 2px;
padding-block: 8px;
border-block-end: var(--dd-border);
}
li:last-child {
border: none;
}
.failed {
color: var(--dd-bad);
}
`],p([h({attribute:!1})],_.prototype,"hass",2),p([h({attribute:!1})],_.prototype,"dock",2),p([g()],_.prototype,"jobs",2),p([g()],_.prototype,"limit",2),p([g()],_.prototype,"error",2),_=p([y("dji-dock-jobs")],_);var j=class extends D{constructor(){super(...arguments);this.cameras=[];this.failed=!1}shouldUpdate(t){return this.shown&&t.has("hass")&&(this.shown.card.hass=this.hass),t.size!==1||!t.has("hass")||this.states(t.get("hass"))}states(t){return this.cameras.some(e=>this.hass.states[e]!==t?.states[e])}disconnectedCallback(){super.disconnectedCallback(),this.shown=void 0}render(){let{hass:t,shown:e}=this;return s`<p class="secondary">${d(t,"dock.live_costs")}</p>
<div class="row">
${this.cameras.map(i=>{let o=t.states[i],a=e?.entity===i,c=o?.attributes.friendly_name;return s`<button
aria-pressed=${a}
?disabled=${!a&&(!o||o.state==="unavailable")}
@click=${()=>this.toggle(i)}
>
${k(a?mt:pt,20)} ${typeof c=="string"?c:i}
</button>`})}
</div>
${e?s`<div class="picture">${e.card}</div>`:l}
${this.failed?s`<dji-dock-alert level="error"
>${d(t,"dock.live_failed")}</dji-dock-alert
>`:l}`}async toggle(t){let e=this.shown?.entity===t;if(this.shown=void 0,this.failed=!1,e)return;let i=await ft({type:"picture-entity",entity:t,camera_view:"live",show_name:!1,show_state:!1});this.failed=!i,!(!i||!this.isConnected)&&(i.hass=this.hass,this.shown={entity:t,card:i})}};j.styles=[b,x,$`
:host {
display: grid;
gap: 8px;
}
`],p([h({attribute:!1})],j.prototype,"hass",2),p([h({attribute:!1})],j.prototype,"cameras",2),p([g()],j.prototype,"shown",2),p([g()],j.prototype,"failed",2),j=p([y("dji-dock-live")],j);var X={flight:q,alarm:tt,log_upload:nt,media:rt,job:at,connection:dt,lock:ct},Ut=100,v=class extends D{constructor(){super(...arguments);this.deviceId="";this.day="";this.kind="";this.changed="";this.next=null;this.busy=!1;this.asked=0}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:C(this.hass,t.get("hass"))}willUpdate(t){t.has("deviceId")||t.has("day")||t.has("kind")?(this.events=void 0,this.load()):t.has("changed")&&this.shownDay===this.today&&this.load()}get today(){return K(this.hass,new Date)}get shownDay(){return this.day||this.today}async load(t){let e=++this.asked,i=this.shownDay,o=Y(this.hass,Z(i,1)).getTime()-1;this.busy=!0;try{let a=await jt(this.hass,{device_id:this.deviceId,start:Y(this.hass,i).toISOString(),end:new Date(o).toISOString(),kinds:this.kind in X?[this.kind]:void 0,before:t??null,limit:Ut});if(e!==this.asked)return;this.events=t?[...this.events??[],...a.events]:a.events,this.next=a.next,this.error=void 0}catch(a){e===this.asked&&(this.error=a)}finally{e===this.asked&&(this.busy=!1)}}text(t){return d(this.hass,`timeline.${t}`)}go(t,e){this.dispatchEvent(new CustomEvent(t,{detail:e}))}render(){let t=this.shownDay,e=this.today;return s`<div class="row bar">
<div class="row">
<button
class="icon"
aria-label=${this.text("day_before")}
@click=${()=>this.go("day",Z(t,-1))}
>
${k(it)}
</button>
<input
type="date"
aria-label=${this.text("day")}
max=${e}
.value=${t}
@change=${i=>this.go("day",i.target.value)}
/>
<button
class="icon"
aria-label=${this.text("day_after")}
?disabled=${t>=e}
@click=${()=>this.go("day",Z(t,1))}
>
${k(st)}
</button>
</div>
<select
aria-label=${this.text("kinds")}
@change=${i=>this.go("kind",i.target.value)}
>
${["",...Object.keys(X)].map(i=>s`<option value=${i} ?selected=${i===this.kind}>
${this.text(`kind_${i||"all"}`)}
</option>`)}
</select>
</div>
<h3>${bt(this.hass,t)}</h3>
${this.error?this.renderError():l} ${this.renderEvents()}`}renderError(){return s`<dji-dock-alert level="error"
>${M(this.hass,this.error)}
<button slot="action" @click=${()=>this.load()}>
${d(this.hass,"common.retry")}
</button></dji-dock-alert
>`}renderEvents(){let t=this.events?.filter(({kind:e})=>!this.kind||e===this.kind);return t?s`${t.length?s`<ol>
${t.map(e=>this.renderEvent(e))}
</ol>`:this.next?l:s`<p class="secondary" role="status">${this.text("nothing")}</p>`}
${this.next?s`<button ?disabled=${this.busy} @click=${()=>this.load(this.next??void 0)}>
${d(this.hass,"common.more")}
</button>`:l}`:this.error?l:s`<p role="status">${d(this.hass,"common.loading")}</p>`}renderEvent(t){let{kind:e,what:i,when:o,link:a}=t,c=/^(raised|failed|timed_out|offline|stalled|partial|unknown)$/.test(i),u=T(this.hass,t.words);return s`<li>
<time class="secondary" datetime=${o}>${yt(this.hass,o)}</time>
<span class=${c?"bad":"plain"}>${k(X[e]??ot,20)}</span>
<div class="words">
${a&&e==="alarm"?s`${u} · <a href=${a}>${this.text("logs_around")}</a>`:a?s`<a href=${a}>${u}</a>`:u}
</div>
</li>`}};v.styles=[b,x,$`
:host {
display: grid;
gap: 12px;
}
.bar {
justify-content: space-between;
}
li {
display: grid;
grid-template-columns: 64px 24px 1fr;
gap: 10px;
padding-block: 8px;
border-block-end: var(--dd-border);
align-items: start;
}
li:last-child {
border: none;
}
time {
font-variant-numeric: tabular-nums;
}
.words {
overflow-wrap: anywhere;
}
.bad {
color: var(--dd-bad);
}
.plain {
color: var(--secondary-text-color);
}
`],p([h({attribute:!1})],v.prototype,"hass",2),p([h({attribute:!1})],v.prototype,"deviceId",2),p([h({attribute:!1})],v.prototype,"day",2),p([h({attribute:!1})],v.prototype,"kind",2),p([h({attribute:!1})],v.prototype,"changed",2),p([g()],v.prototype,"events",2),p([g()],v.prototype,"next",2),p([g()],v.prototype,"error",2),p([g()],v.prototype,"busy",2),v=p([y("dji-dock-timeline")],v);var qt=["info","warning","error"],N=class extends G{constructor(){super(),new H(this,r=>{let[,t]=r.split(":");return t===this.route.parts[0]})}shouldUpdate(r){if(super.shouldUpdate(r))return!0;for(let t of this.renderRoot.querySelectorAll("dji-dock-live, dji-dock-controls"))t.hass=this.hass;return!1}text(r,t){return d(this.hass,`dock.${r}`,t)}render(){let{hass:r}=this;if(!m.ready)return s`<p role="status">${d(r,"common.loading")}</p>`;let t=m.docks.get(this.route.parts[0]??"");return t?s`${this.renderHead(t)}
<div class="columns">
<div class="column">
${this.renderState(t)} ${this.renderAlarms(t)} ${this.renderLive(t)}
${this.renderFiles(t)} ${this.renderFirmware(t)}
</div>
<div class="column">
${this.renderTimeline(t)}
${this.renderSection("jobs",s`<dji-dock-jobs .hass=${r} .dock=${t}></dji-dock-jobs>`)}
</div>
</div>`:s`<dji-dock-empty .icon=${q} heading=${this.text("gone")}>
<p>${this.text("gone_text")}</p>
<a class="button" href=${f("overview")}>${d(r,"common.tab_overview")}</a>
</dji-dock-empty>`}renderSection(r,t){return s`<section class="card" aria-labelledby=${r}>
<h3 id=${r}>${this.text(r)}</h3>
${t}
</section>`}renderHead(r){let{hass:t}=this,e=[r.model,r.area,r.serial].filter(Boolean).join(" \xB7 "),i=W([],[r]).filter(({kind:o})=>o!=="alarm");return s`<div class="row head">
<a
class="back"
href=${f("overview")}
aria-label=${d(t,"common.tab_overview")}
>${k(et)}</a
>
<h2>${r.name}</h2>
<span class="secondary grow">${e}</span>
${t.user?.is_admin?s`<a href=${`/config/devices/device/${r.device_id}`}>${this.text("device")}</a>`:l}
</div>
${i.length?s`<dji-dock-concerns single .hass=${t} .concerns=${i}></dji-dock-concerns>`:l}`}renderState(r){let{hass:t}=this,e=m.isCurrent(r);return s`<section class="card">
<dji-dock-picture
lively
class=${e?"":"stale"}
.hass=${t}
.dock=${r}
></dji-dock-picture>
<dl>
${St(t,r).map(([i,o])=>s`<dt>${i}</dt>
<dd>${o}</dd>`)}
</dl>
${e?s`<dji-dock-controls .hass=${t} .dock=${r}></dji-dock-controls>`:s`<p class="secondary">${this.text("not_current")}</p>`}
</section>`}renderAlarms(r){return this.renderSection("alarms_now",r.alarms.length?s`<ul>
${r.alarms.map(t=>s`<li>${this.renderAlarm(r,t)}</li>`)}
</ul>`:s`<p class="secondary">${this.text("no_alarms")}</p>`)}renderAlarm(r,t){let{hass:e}=this,i=Date.parse(t.since??""),o={scope:"time",from:i-9e5,to:i+9e5};return s`<dji-dock-alert level=${qt[t.level]} quiet>
<div>${T(e,t.text)}</div>
<div class="secondary">
${d(e,`common.${t.device}`)} ·
${t.since?s`<time datetime=${t.since} title=${P(e,t.since)}
>${this.text("since",{ago:S(e,t.since)})}</time
>`:this.text("since_before")}
</div>
${t.since&&r.may.control?s`<a slot="action" href=${f("logs",[r.device_id],Rt(o))}
>${d(e,"timeline.logs_around")}</a
>`:l}
</dji-dock-alert>`}renderLive(r){let{hass:t}=this,e=vt(t,r.device_id)?.id,i=[r.device_id,e].flatMap(o=>o===void 0?[]:gt(t,o,"camera"));return i.length?this.renderSection("live",s`<dji-dock-live .hass=${t} .cameras=${i}></dji-dock-live>`):l}renderFiles(r){let{hass:t}=this,{media:e,device_id:i}=r,o=r.upload===null?void 0:m.uploads.get(r.upload),a=o&&I(t,"upload_status",o.status),c=d(t,"overview.log_upload",{status:a??""});return this.renderSection("files",s`${o?s`<div>
<div class="row">
<a class="grow" href=${f("uploads",[i,o.upload_id])}
>${c}</a
>
<span>${z(t,o.progress)}</span>
</div>
<dji-dock-bar .value=${o.progress} label=${c}></dji-dock-bar>
</div>`:l}
${r.queued?s`<p>${R(t,"dock.queued",r.queued)}</p>`:l}
${e.files===null?l:s`<p>
${R(t,"dock.media",e.files)} · ${wt(t,e.size)}
${e.last?s` · ${this.text("newest",{ago:S(t,e.last)})}`:l}
</p>`}
${e.pending?s`<p>${R(t,"cards.pending",e.pending)}</p>`:l}
<div class="row">
${r.may.control?s`<a class="button" href=${f("logs",[i])}
>${this.text("get_logs")}</a
>`:l}
<a class="button" href=${f("uploads",[],{dock:i})}
>${d(t,"common.tab_uploads")}</a
>
<a class="button" href=${f("media",[i])}
>${d(t,"common.tab_media")}</a
>
</div>`)}renderFirmware(r){let{hass:t}=this,i=[[r.name,r.firmware.dock,r.device_id],[r.aircraft?.name??"",r.firmware.aircraft,r.aircraft?.device_id]].filter(([,o])=>o);return i.length?this.renderSection("firmware",s`<ul>
${i.map(([o,a,c])=>{let u=c?$t(t,c,"update","firmware"):void 0,{installed:A=null,latest:w=null}=a??{},E=w!==null&&w!==A;return s`<li class="row">
<span class="grow">${o}</span>
<span>${A??"\u2013"}</span>
${E?s`<strong>${this.text("firmware_new",{version:w})}</strong>`:l}
${u?s`<button
@click=${()=>{ut(this,u)}}
>
${this.text(E&&r.may.control?"firmware_install":"firmware_more")}
<span class="visually-hidden">${o}</span>
</button>`:l}
</li>`})}
</ul>`):l}renderTimeline(r){let t=this.route.query.get("day"),e=JSON.stringify([r.online,r.upload,r.queued,r.alarms,r.media.files,r.flight?.flight_id,r.job?.job_id,r.job?.status]);return this.renderSection("timeline",s`<dji-dock-timeline
.hass=${this.hass}
.deviceId=${r.device_id}
.day=${Et(t)?t:""}
.kind=${this.route.query.get("kind")??""}
.changed=${e}
@day=${i=>this.change({day:i.detail})}
@kind=${i=>this.change({kind:i.detail})}
></dji-dock-timeline>`)}change(r){let t=Object.fromEntries(this.route.query);L(f("dock",this.route.parts,{...t,...r}),!0)}};N.styles=[b,x,$`
:host {
display: grid;
gap: var(--dd-gap);
}
.head {
align-items: baseline;
}
.back {
align-self: center;
}
.columns {
display: grid;
gap: var(--dd-gap);
grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
align-items: start;
}
.column,
section {
display: grid;
gap: var(--dd-gap);
min-inline-size: 0;
}
section {
gap: 10px;
align-content: start;
}
.stale {
opacity: 0.6;
}
dl {
display: grid;
grid-template-columns: max-content 1fr;
gap: 6px 16px;
}
dt {
color: var(--secondary-text-color);
}
dd {
overflow-wrap: anywhere;
}
ul {
display: grid;
gap: 8px;
}
`],N=p([y("dji-dock-page-dock")],N);var J=["problems","name","heard"];function Ht(n,r){let t=n.aircraft,e=[n.name,n.serial,n.model,n.area,t?.name,t?.serial,t?.model].join(`
`).toLocaleLowerCase();return r.toLocaleLowerCase().split(/\s+/).every(i=>e.includes(i))}function Ot(n,r,t){let e=new Intl.Collator(t,{numeric:!0}),i=(a,c)=>e.compare(a.name,c.name)||e.compare(a.serial,c.serial),o={problems:(a,c)=>Q(c)-Q(a)||c.attention.length-a.attention.length||i(a,c),name:i,heard:(a,c)=>(c.last_heard??"").localeCompare(a.last_heard??"")||i(a,c)};return[...n].sort(o[r])}var V=class extends D{constructor(){super();this.deviceId="";this.line=!1;new H(this,t=>t===`dock:${this.deviceId}`||t===`uploads:${this.deviceId}`)}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:C(this.hass,t.get("hass"))}render(){let t=m.docks.get(this.deviceId);if(!t)return l;let e=[t.model,t.area].filter(Boolean).join(" \xB7 ");return s`<article class="card ${m.isCurrent(t)?"":"stale"}">
<dji-dock-picture .hass=${this.hass} .dock=${t} ?compact=${this.line}></dji-dock-picture>
<div class="text ${this.line?"wide":""}">
<div>
<h3><a href=${f("dock",[t.device_id])}>${t.name}</a></h3>
<div class="secondary">${e}</div>
</div>
<div>${this.renderState(t)}</div>
${this.renderWork(t)} ${this.renderConcern(t)}
</div>
</article>`}renderState(t){let{hass:e}=this;return t.online?[t.mode&&O(e,"sensor","dock_mode",t.mode),t.aircraft&&F(e,t),B(e,t)].filter(Boolean).join(" \xB7 "):t.last_heard?d(e,"overview.offline_since",{ago:S(e,t.last_heard)}):d(e,"common.offline")}renderWork(t){let e=t.upload===null?void 0:m.uploads.get(t.upload);if(!e)return l;let{hass:i}=this,o=I(i,"upload_status",e.status),a=d(i,"overview.log_upload",{status:o}),c=e.progress===null?"":` ${z(i,e.progress)}`;return s`<div>
<div class="secondary">${a}${c}</div>
<dji-dock-bar .value=${e.progress} label=${a}></dji-dock-bar>
</div>`}renderConcern(t){let[e,...i]=t.attention.filter(({kind:o})=>o!=="offline");return e?s`<dji-dock-alert level=${e.level} quiet>
${T(this.hass,e.words)}${i.length?s` · ${R(this.hass,"overview.more",i.length)}`:l}
</dji-dock-alert>`:l}};V.styles=[b,$`
:host {
display: block;
/* What is not on the screen costs nothing. */
content-visibility: auto;
contain-intrinsic-size: auto 320px;
}
:host([line]) {
contain-intrinsic-size: auto 90px;
}
article.card {
block-size: 100%;
padding: 0;
overflow: hidden;
position: relative;
}
article:hover {
border-color: color-mix(in srgb, var(--primary-text-color) 40%, transparent);
}
article:focus-within {
border-color: var(--primary-color, #009ac7);
}
.stale {
opacity: 0.6;
}
:host(:not([line])) dji-dock-picture {
--dd-picture-radius: 0;
}
.text {
padding: 12px 16px 16px;
display: grid;
gap: 6px;
}
h3 {
overflow-wrap: anywhere;
}
h3 a {
color: inherit;
text-decoration: none;
}
/* The whole tile leads there. */
h3 a::after {
content: "";
position: absolute;
inset: 0;
}
dji-dock-alert {
padding: 6px 10px;
gap: 8px;
}
:host([line]) article.card {
display: flex;
align-items: center;
gap: 12px;
padding: 8px;
}
:host([line]) .text {
padding: 0;
flex: 1;
min-inline-size: 0;
gap: 2px;
}
:host([line]) .wide {
display: grid;
grid-template-columns: minmax(140px, 1fr) minmax(160px, 1.3fr) minmax(180px, 2fr);
gap: 4px 16px;
align-items: center;
}
@media (max-width: 800px) {
:host([line]) .wide {
grid-template-columns: 1fr;
}
:host([line]) dji-dock-picture {
inline-size: 96px;
}
}
`],p([h({attribute:!1})],V.prototype,"hass",2),p([h({attribute:!1})],V.prototype,"deviceId",2),p([h({type:Boolean,reflect:!0})],V.prototype,"line",2),V=p([y("dji-dock-tile")],V);var Lt="/config/integrations/integration/dji_dock",Pt=5,U=class extends G{constructor(){super();this.order=[];this.ordered="";this.summary="";new H(this,t=>t.startsWith("dock:")&&this.summarize()!==this.summary)}summarize(){return JSON.stringify([...m.docks.values()].map(t=>[t.name,t.attention]))}willUpdate(t){let e=this.summarize(),i=this.sort,o=`${i} ${[...m.docks.keys()].join()} ${i==="heard"?"":e}`;(o!==this.ordered||t.has("route"))&&(this.ordered=o,this.order=Ot(m.docks.values(),i,this.hass.locale.language).map(a=>a.device_id)),this.summary=e}get sort(){let t=this.route.query.get("sort");return J.find(e=>e===t)??"problems"}text(t){return d(this.hass,`overview.${t}`)}render(){if(!m.ready)return s`<p role="status">${d(this.hass,"common.loading")}</p>`;let t=W(m.entries,m.docks.values());return s`${m.entries.map(e=>this.renderEntry(e))}
${t.length?s`<section aria-labelledby="attention">
<h2 id="attention">${this.text("attention")}</h2>
<dji-dock-concerns .hass=${this.hass} .concerns=${t}></dji-dock-concerns>
</section>`:l}
${m.docks.size?this.renderDocks():Vt(this.hass)}`}renderEntry(t){let{hass:e}=this;if(t.loaded)return t.broker.connected?l:s`<dji-dock-alert level="error">
${d(e,"overview.no_broker",{name:t.title})}
${m.admin?s`<a slot="action" class="button" href=${f("setup",[t.entry_id])}
>${this.text("to_check")}</a
>`:l}
</dji-dock-alert>`;let i=t.state==="setup_in_progress"||t.state==="unload_in_progress";return s`<dji-dock-alert level=${i?"info":"error"}>
${d(e,`overview.entry_${i?"starting":"stopped"}`,{name:t.title})}
${T(e,t.reason)}
${i||!m.admin?l:s`<a slot="action" class="button" href=${Lt}
>${this.text("to_integration")}</a
>`}
</dji-dock-alert>`}renderDocks(){let{query:t}=this.route,e=t.get("q")??"",i=m.docks.size>=Pt,o=i&&t.get("view")==="list",a=this.order.filter(c=>{let u=m.docks.get(c);return u&&(!i||Ht(u,e))});return s`<section aria-labelledby="docks">
<div class="row bar">
<h2 id="docks">${this.text("docks")}</h2>
${i?this.renderTools(e,o):l}
</div>
${i?s`<p class="secondary" role="status">
${R(this.hass,"overview.shown",a.length)}
</p>`:l}
<div class="tiles ${o?"lines":""}">
${Tt(a,c=>c,c=>s`<dji-dock-tile .hass=${this.hass} .deviceId=${c} ?line=${o}></dji-dock-tile>`)}
</div>
</section>`}renderTools(t,e){let i=(o,a,c)=>s`<button
class="icon"
aria-label=${this.text(`view_${o}`)}
title=${this.text(`view_${o}`)}
aria-pressed=${c}
@click=${()=>this.change({view:o==="list"?o:null})}
>
${k(a)}
</button>`;return s`<input
type="search"
.value=${t}
placeholder=${this.text("search")}
aria-label=${this.text("search")}
@input=${o=>this.change({q:o.target.value})}
/>
<div class="row">
<label>
<span>${this.text("sort")}</span>
<select
@change=${o=>this.change({sort:o.target.value})}
>
${J.map(o=>s`<option value=${o} ?selected=${o===this.sort}>
${this.text(`sort_${o}`)}
</option>`)}
</select>
</label>
${i("grid",ht,!e)} ${i("list",lt,e)}
</div>`}change(t){L(f("overview",[],{...Object.fromEntries(this.route.query),...t}),!0)}};U.styles=[b,x,$`
:host {
display: grid;
gap: var(--dd-gap);
}
section {
display: grid;
gap: 12px;
min-inline-size: 0;
}
.tiles {
display: grid;
gap: var(--dd-gap);
grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
}
.tiles.lines {
grid-template-columns: 1fr;
gap: 8px;
}
.bar {
justify-content: space-between;
}
input[type="search"] {
flex: 1 1 180px;
max-inline-size: 360px;
border-radius: 999px;
padding-inline: 16px;
}
button[aria-pressed="true"] {
background: color-mix(in srgb, var(--primary-color, #009ac7) 20%, transparent);
}
`],U=p([y("dji-dock-page-overview")],U);
