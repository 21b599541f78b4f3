import{a as Z,b as K,c as ht,d as F,e as Y,f as ut,h as xt}from"./chunk-2IKMNT43.js";import{a as gt,b as $t}from"./chunk-PZ5YIGM6.js";import{a as it,b as P,c as W,g as G,h as yt,s as Q,u as wt}from"./chunk-WIFVOPMR.js";import{a as q,b as tt,e as et}from"./chunk-R6CF24J6.js";import{b as pt,c as ct,d as mt,e as U,f as B}from"./chunk-WOLVWTGI.js";import{c as st,d as ot,e as at}from"./chunk-PDBQIRUM.js";import{A as ft,D as vt,K as bt,b as nt,c as N,d as lt,e as R,j as dt,l as D}from"./chunk-GP5AYWPT.js";import{A as E,B as S,C as z,F as u,a as g,b as s,e as l,h as H,i as h,j as $,l as rt,o as y,p as k,q as b,r as V,t as M,v as m,w as T,y as p,z as L}from"./chunk-NTTVRMXN.js";import{a as d}from"./chunk-JFKSI6I7.js";function kt(c,r){let{weather:t,aircraft:e,flight:i}=r,o=(x,A)=>[mt(c,"sensor",x),A],a=(x,A)=>o(x,A&&S(c,"sensor",x,A)),n=p(c,r.online?"common.online":"common.offline"),v=r.last_heard&&!r.online?` \xB7 ${R(c,r.last_heard)}`:"";return[[p(c,"common.dock"),n+v],a("dock_mode",r.mode),a("cover",r.cover),[p(c,"common.aircraft"),e&&`${e.name} \xB7 ${U(c,r)}`],o("aircraft_battery",B(c,r)),[p(c,"dock.flight"),i&&`${p(c,"dock.flight_under_way")} ${Ot(c,i.progress)}`],o("environment_temperature",t.temperature!==null&&pt(c,t.temperature)),o("humidity",t.humidity!==null&&D(c,t.humidity)),o("wind_speed",t.wind_speed!==null&&ct(c,t.wind_speed)),a("rainfall",t.rainfall)].filter(x=>!!x[1])}function Ot(c,r){return r===null?"":D(c,r)}var It=5,Vt=50,w=class extends H{constructor(){super(...arguments);this.current=!1;this.limit=It;this.loaded=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:M(this.hass,t.get("hass"))}willUpdate(){let{dock:t,limit:e}=this;if(!this.current)return;let i=`${t.device_id} ${e} ${t.job?.job_id??""} ${t.job?.status??""}`;i!==this.loaded&&(this.loaded=i,this.load())}async load(){let t=this.loaded;try{let e=await vt(this.hass,this.dock.device_id,this.limit+1);if(t!==this.loaded)return;this.jobs=e,this.error=void 0}catch(e){t===this.loaded&&(this.error=e)}}render(){let{hass:t,jobs:e,limit:i}=this;return s`${this.error?W(t,this.error,()=>this.load()):l}
${e?.length===0?s`<p class="secondary">${p(t,"dock.no_jobs")}</p>`:s`<ol>
${e?.slice(0,i).map(o=>this.renderJob(o))}
</ol>`}
${e&&e.length>i&&i<Vt?s`<div>
<button @click=${this.showMore}>${p(t,"common.more")}</button>
</div>`:l}`}showMore(){this.limit=Vt}renderJob(t){let{hass:e}=this,i=this.dock.job?.job_id===t.job_id?this.dock.job:void 0,{status:o,percent:a}=i??t,n=["failed","timed_out","unknown"].includes(o),v=S(e,"sensor","job",t.command),_=o==="running"||o==="sent";return s`<li>
<div class="row">
<span class="grow">${v}</span>
<span class=${n?"failed":"secondary"}
>${z(e,"job_status",o)}</span
>
</div>
${_?s`<dji-dock-bar .value=${a} label=${v}></dji-dock-bar>`:l}
${t.reason?s`<div>${t.reason}</div>`:l}
<time class="secondary" datetime=${t.created}>${N(e,t.created)}</time>
</li>`}};w.styles=[b,V,g`
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
`],d([h({attribute:!1})],w.prototype,"hass",2),d([h({attribute:!1})],w.prototype,"dock",2),d([h({type:Boolean})],w.prototype,"current",2),d([$()],w.prototype,"jobs",2),d([$()],w.prototype,"limit",2),d([$()],w.prototype,"error",2),w=d([y("dji-dock-jobs")],w);var Ct="M8,5.14V19.14L19,12.14L8,5.14Z";var _t="M18,18H6V6H18V18Z";var C=class extends H{constructor(){super(...arguments);this.cameras=[];this.failed=!1}shouldUpdate(t){return this.shown&&t.has("hass")&&(this.shown.card.hass=this.hass),t.size!==1||!t.has("hass")||this.states(t.get("hass"))}states(t){return this.cameras.some(e=>this.hass.states[e]!==t?.states[e])}disconnectedCallback(){super.disconnectedCallback(),this.shown=void 0}render(){let{hass:t,shown:e}=this;return s`<p class="secondary">${p(t,"dock.live_costs")}</p>
<div class="row">
${this.cameras.map(i=>{let o=t.states[i],a=e?.entity===i,n=o?.attributes.friendly_name;return s`<button
aria-pressed=${a}
?disabled=${!a&&(!o||o.state==="unavailable")}
@click=${()=>this.toggle(i)}
>
${k(a?_t:Ct,20)} ${typeof n=="string"?n:i}
</button>`})}
</div>
${e?s`<div class="picture">${e.card}</div>`:l}
${this.failed?s`<dji-dock-alert level="error"
>${p(t,"dock.live_failed")}</dji-dock-alert
>`:l}`}async toggle(t){let e=this.shown?.entity===t;if(this.shown=void 0,this.failed=!1,e)return;let i=await et({type:"picture-entity",entity:t,camera_view:"live",show_name:!1,show_state:!1});this.failed=!i,!(!i||!this.isConnected)&&(i.hass=this.hass,this.shown={entity:t,card:i})}};C.styles=[b,V,g`
:host {
display: grid;
gap: 8px;
}
`],d([h({attribute:!1})],C.prototype,"hass",2),d([h({attribute:!1})],C.prototype,"cameras",2),d([$()],C.prototype,"shown",2),d([$()],C.prototype,"failed",2),C=d([y("dji-dock-live")],C);var Ht="M4,5H7L9,3H15L17,5H20A2,2 0 0,1 22,7V19A2,2 0 0,1 20,21H4A2,2 0 0,1 2,19V7A2,2 0 0,1 4,5M13.09,9.45L11.05,12.18L12.6,14.25L11.73,14.91L9.27,11.64L6,16H18L13.09,9.45Z";var Lt="M12,8A4,4 0 0,0 8,12A4,4 0 0,0 12,16A4,4 0 0,0 16,12A4,4 0 0,0 12,8Z";var jt="M15.9,18.45C17.25,18.45 18.35,17.35 18.35,16C18.35,14.65 17.25,13.55 15.9,13.55C14.54,13.55 13.45,14.65 13.45,16C13.45,17.35 14.54,18.45 15.9,18.45M21.1,16.68L22.58,17.84C22.71,17.95 22.75,18.13 22.66,18.29L21.26,20.71C21.17,20.86 21,20.92 20.83,20.86L19.09,20.16C18.73,20.44 18.33,20.67 17.91,20.85L17.64,22.7C17.62,22.87 17.47,23 17.3,23H14.5C14.32,23 14.18,22.87 14.15,22.7L13.89,20.85C13.46,20.67 13.07,20.44 12.71,20.16L10.96,20.86C10.81,20.92 10.62,20.86 10.54,20.71L9.14,18.29C9.05,18.13 9.09,17.95 9.22,17.84L10.7,16.68L10.65,16L10.7,15.31L9.22,14.16C9.09,14.05 9.05,13.86 9.14,13.71L10.54,11.29C10.62,11.13 10.81,11.07 10.96,11.13L12.71,11.84C13.07,11.56 13.46,11.32 13.89,11.15L14.15,9.29C14.18,9.13 14.32,9 14.5,9H17.3C17.47,9 17.62,9.13 17.64,9.29L17.91,11.15C18.33,11.32 18.73,11.56 19.09,11.84L20.83,11.13C21,11.07 21.17,11.13 21.26,11.29L22.66,13.71C22.75,13.86 22.71,14.05 22.58,14.16L21.1,15.31L21.15,16L21.1,16.68M6.69,8.07C7.56,8.07 8.26,7.37 8.26,6.5C8.26,5.63 7.56,4.92 6.69,4.92A1.58,1.58 0 0,0 5.11,6.5C5.11,7.37 5.82,8.07 6.69,8.07M10.03,6.94L11,7.68C11.07,7.75 11.09,7.87 11.03,7.97L10.13,9.53C10.08,9.63 9.96,9.67 9.86,9.63L8.74,9.18L8,9.62L7.81,10.81C7.79,10.92 7.7,11 7.59,11H5.79C5.67,11 5.58,10.92 5.56,10.81L5.4,9.62L4.64,9.18L3.5,9.63C3.41,9.67 3.3,9.63 3.24,9.53L2.34,7.97C2.28,7.87 2.31,7.75 2.39,7.68L3.34,6.94L3.31,6.5L3.34,6.06L2.39,5.32C2.31,5.25 2.28,5.13 2.34,5.03L3.24,3.47C3.3,3.37 3.41,3.33 3.5,3.37L4.63,3.82L5.4,3.38L5.56,2.19C5.58,2.08 5.67,2 5.79,2H7.59C7.7,2 7.79,2.08 7.81,2.19L8,3.38L8.74,3.82L9.86,3.37C9.96,3.33 10.08,3.37 10.13,3.47L11.03,5.03C11.09,5.13 11.07,5.25 11,5.32L10.03,6.06L10.06,6.5L10.03,6.94Z";var At="M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M13.5,16V19H10.5V16H8L12,12L16,16H13.5M13,9V3.5L18.5,9H13Z";var Rt="M10,2C8.89,2 8,2.89 8,4V7C8,8.11 8.89,9 10,9H11V11H2V13H6V15H5C3.89,15 3,15.89 3,17V20C3,21.11 3.89,22 5,22H9C10.11,22 11,21.11 11,20V17C11,15.89 10.11,15 9,15H8V13H16V15H15C13.89,15 13,15.89 13,17V20C13,21.11 13.89,22 15,22H19C20.11,22 21,21.11 21,20V17C21,15.89 20.11,15 19,15H18V13H22V11H13V9H14C15.11,9 16,8.11 16,7V4C16,2.89 15.11,2 14,2H10M10,4H14V7H10V4M5,17H9V20H5V17M15,17H19V20H15V17Z";var Dt="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z";var X={flight:P,alarm:rt,log_upload:At,media:Ht,job:jt,connection:Rt,lock:Dt},qt=100,f=class extends H{constructor(){super(...arguments);this.deviceId="";this.day="";this.kind="";this.logs=!1;this.changed="";this.next=null;this.busy=!1;this.asked=0}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:M(this.hass,t.get("hass"))}willUpdate(t){t.has("deviceId")||t.has("day")||t.has("kind")?(this.events=void 0,this.load()):t.has("changed")&&this.shownDay===this.today&&this.load()}get today(){return ht(this.hass,new Date)}get shownDay(){return this.day||this.today}async load(t){let e=++this.asked,i=this.shownDay,o=Y(this.hass,F(i,1)).getTime()-1;this.busy=!0;try{let a=await ft(this.hass,{device_id:this.deviceId,start:Y(this.hass,i).toISOString(),end:new Date(o).toISOString(),kinds:this.kind in X?[this.kind]:void 0,before:t??null,limit:qt});if(e!==this.asked)return;this.events=t?[...this.events??[],...a.events]:a.events,this.next=a.next,this.error=void 0}catch(a){e===this.asked&&(this.error=a)}finally{e===this.asked&&(this.busy=!1)}}text(t){return p(this.hass,`timeline.${t}`)}go(t,e){this.dispatchEvent(new CustomEvent(t,{detail:e}))}render(){let t=this.shownDay,e=this.today;return s`<div class="row bar">
<div class="row">
<button
class="icon"
aria-label=${this.text("day_before")}
@click=${()=>this.go("day",F(t,-1))}
>
${k(gt)}
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
@click=${()=>this.go("day",F(t,1))}
>
${k($t)}
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
<h3>${lt(this.hass,t)}</h3>
${this.error?W(this.hass,this.error,()=>this.load()):l}
${this.renderEvents()}`}renderEvents(){let t=this.events?.filter(({kind:e})=>!this.kind||e===this.kind);return t?s`${t.length?s`<ol>
${t.map(e=>this.renderEvent(e))}
</ol>`:this.next?l:s`<p class="secondary" role="status">${this.text("nothing")}</p>`}
${this.next?s`<button ?disabled=${this.busy} @click=${()=>this.load(this.next??void 0)}>
${p(this.hass,"common.more")}
</button>`:l}`:this.error?l:s`<p role="status">${p(this.hass,"common.loading")}</p>`}logsOf({kind:t,what:e,when:i,data:o}){if(!this.logs||t!=="flight"||e!=="ended")return;let a=this.events?.find(n=>n.kind===t&&n.what==="started"&&n.when<=i&&n.data.flight_id===o.flight_id);return a&&u("logs",[this.deviceId],G(yt(a.when,i)))}renderEvent(t){let{kind:e,what:i,when:o,link:a}=t,n=/^(raised|failed|timed_out|offline|stalled|partial|unknown)$/.test(i),v=E(this.hass,t.words),_=this.logsOf(t);return s`<li>
<time class="secondary" datetime=${o}>${nt(this.hass,o)}</time>
<span class=${n?"bad":"plain"}>${k(X[e]??Lt,20)}</span>
<div class="words">
${a&&e==="alarm"?s`${v} · <a href=${a}>${this.text("logs_around")}</a>`:a?s`<a href=${a}>${v}</a>`:v}${_===void 0?l:s` · <a href=${_}>${this.text("logs_of_flight")}</a>`}
</div>
</li>`}};f.styles=[b,V,g`
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
`],d([h({attribute:!1})],f.prototype,"hass",2),d([h({attribute:!1})],f.prototype,"deviceId",2),d([h({attribute:!1})],f.prototype,"day",2),d([h({attribute:!1})],f.prototype,"kind",2),d([h({type:Boolean})],f.prototype,"logs",2),d([h({attribute:!1})],f.prototype,"changed",2),d([$()],f.prototype,"events",2),d([$()],f.prototype,"next",2),d([$()],f.prototype,"error",2),d([$()],f.prototype,"busy",2),f=d([y("dji-dock-timeline")],f);var Pt=["info","warning","error"],O=class extends Q{constructor(){super(),new T(this,r=>{let[,t]=r.split(":");return t===this.route.parts[0]})}shouldUpdate(r){if(super.shouldUpdate(r))return!0;for(let t of this.renderRoot.querySelectorAll("dji-dock-live, dji-dock-controls"))t.hass=this.hass;return!1}text(r,t){return p(this.hass,`dock.${r}`,t)}render(){let{hass:r}=this;if(!m.ready)return s`<p role="status">${p(r,"common.loading")}</p>`;let t=m.docks.get(this.route.parts[0]??"");return t?s`${this.renderHead(t)}
<div class="columns">
<div class="column">
${this.renderState(t)} ${this.renderAlarms(t)} ${this.renderLive(t)}
${this.renderFiles(t)} ${this.renderFirmware(t)}
</div>
<div class="column">
${this.renderTimeline(t)}
${this.renderSection("jobs",s`<dji-dock-jobs
.hass=${r}
.dock=${t}
.current=${m.isCurrent(t)}
></dji-dock-jobs>`)}
</div>
</div>`:s`<dji-dock-empty .icon=${P} heading=${this.text("gone")}>
<p>${this.text("gone_text")}</p>
<a class="button" href=${u("overview")}>${p(r,"common.tab_overview")}</a>
</dji-dock-empty>`}renderSection(r,t){return s`<section class="card" aria-labelledby=${r}>
<h3 id=${r}>${this.text(r)}</h3>
${t}
</section>`}renderHead(r){let{hass:t}=this,e=[r.model,r.area,r.serial].filter(Boolean).join(" \xB7 "),i=Z([],[r]).filter(({kind:o})=>o!=="alarm");return s`<div class="row head">
<a
class="back"
href=${u("overview")}
aria-label=${p(t,"common.tab_overview")}
>${k(it)}</a
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
${kt(t,r).map(([i,o])=>s`<dt>${i}</dt>
<dd>${o}</dd>`)}
</dl>
${e?s`<dji-dock-controls .hass=${t} .dock=${r}></dji-dock-controls>`:s`<p class="secondary">${this.text("not_current")}</p>`}
</section>`}renderAlarms(r){return this.renderSection("alarms_now",r.alarms.length?s`<ul>
${r.alarms.map(t=>s`<li>${this.renderAlarm(r,t)}</li>`)}
</ul>`:s`<p class="secondary">${this.text("no_alarms")}</p>`)}renderAlarm(r,t){let{hass:e}=this,i=Date.parse(t.since??""),o={scope:"time",from:i-9e5,to:i+9e5};return s`<dji-dock-alert level=${Pt[t.level]} quiet>
<div>${E(e,t.text)}</div>
<div class="secondary">
${p(e,`common.${t.device}`)} ·
${t.since?s`<time datetime=${t.since} title=${N(e,t.since)}
>${this.text("since",{ago:R(e,t.since)})}</time
>`:this.text("since_before")}
</div>
${t.since&&r.may.control?s`<a slot="action" href=${u("logs",[r.device_id],G(o))}
>${p(e,"timeline.logs_around")}</a
>`:l}
</dji-dock-alert>`}renderLive(r){let{hass:t}=this,e=st(t,r.device_id)?.id,i=[r.device_id,e].flatMap(o=>o===void 0?[]:at(t,o,"camera"));return i.length?this.renderSection("live",s`<dji-dock-live .hass=${t} .cameras=${i}></dji-dock-live>`):l}renderFiles(r){let{hass:t}=this,{media:e,device_id:i}=r,o=r.upload===null?void 0:m.uploads.get(r.upload),a=o&&z(t,"upload_status",o.status),n=p(t,"overview.log_upload",{status:a??""});return this.renderSection("files",s`${o?s`<div>
<div class="row">
<a class="grow" href=${u("uploads",[i,o.upload_id])}
>${n}</a
>
<span>${D(t,o.progress)}</span>
</div>
<dji-dock-bar .value=${o.progress} label=${n}></dji-dock-bar>
</div>`:l}
${r.queued?s`<p>${L(t,"dock.queued",r.queued)}</p>`:l}
${e.files===null?l:s`<p>
${L(t,"dock.media",e.files)} · ${dt(t,e.size)}
${e.last?s` · ${this.text("newest",{ago:R(t,e.last)})}`:l}
</p>`}
${e.pending?s`<p>${L(t,"cards.pending",e.pending)}</p>`:l}
<div class="row">
${r.may.control?s`<a class="button" href=${u("logs",[i])}
>${this.text("get_logs")}</a
>`:l}
<a class="button" href=${u("uploads",[],{dock:i})}
>${p(t,"common.tab_uploads")}</a
>
<a class="button" href=${u("media",[i])}
>${p(t,"common.tab_media")}</a
>
</div>`)}renderFirmware(r){let{hass:t}=this,i=[[r.name,r.firmware.dock,r.device_id],[r.aircraft?.name??"",r.firmware.aircraft,r.aircraft?.device_id]].filter(([,o])=>o);return i.length?this.renderSection("firmware",s`<ul>
${i.map(([o,a,n])=>{let v=n?ot(t,n,"update","firmware"):void 0,{installed:_=null,latest:x=null}=a??{},A=x!==null&&x!==_;return s`<li class="row">
<span class="grow">${o}</span>
<span>${_??"\u2013"}</span>
${A?s`<strong>${this.text("firmware_new",{version:x})}</strong>`:l}
${v?s`<button
@click=${()=>{tt(this,v)}}
>
${this.text(A&&r.may.control?"firmware_install":"firmware_more")}
<span class="visually-hidden">${o}</span>
</button>`:l}
</li>`})}
</ul>`):l}renderTimeline(r){let t=this.route.query.get("day"),e=JSON.stringify([r.online,r.upload,r.queued,r.alarms,r.media.files,r.flight?.flight_id,r.job?.job_id,r.job?.status]);return this.renderSection("timeline",s`<dji-dock-timeline
.hass=${this.hass}
.deviceId=${r.device_id}
.day=${ut(t)?t:""}
.kind=${this.route.query.get("kind")??""}
.logs=${r.may.control}
.changed=${e}
@day=${i=>this.change({day:i.detail})}
@kind=${i=>this.change({kind:i.detail})}
></dji-dock-timeline>`)}change(r){let t=Object.fromEntries(this.route.query);q(u("dock",this.route.parts,{...t,...r}),!0)}};O.styles=[b,V,g`
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
`],O=d([y("dji-dock-page-dock")],O);var Tt="M7,5H21V7H7V5M7,13V11H21V13H7M4,4.5A1.5,1.5 0 0,1 5.5,6A1.5,1.5 0 0,1 4,7.5A1.5,1.5 0 0,1 2.5,6A1.5,1.5 0 0,1 4,4.5M4,10.5A1.5,1.5 0 0,1 5.5,12A1.5,1.5 0 0,1 4,13.5A1.5,1.5 0 0,1 2.5,12A1.5,1.5 0 0,1 4,10.5M7,19V17H21V19H7M4,16.5A1.5,1.5 0 0,1 5.5,18A1.5,1.5 0 0,1 4,19.5A1.5,1.5 0 0,1 2.5,18A1.5,1.5 0 0,1 4,16.5Z";var Et="M3,11H11V3H3M3,21H11V13H3M13,21H21V13H13M13,3V11H21V3";var J=["problems","name","heard"];function St(c,r){let t=c.aircraft,e=[c.name,c.serial,c.model,c.area,t?.name,t?.serial,t?.model].join(`
`).toLocaleLowerCase();return r.toLocaleLowerCase().split(/\s+/).every(i=>e.includes(i))}function zt(c,r,t){let e=new Intl.Collator(t,{numeric:!0}),i=(a,n)=>e.compare(a.name,n.name)||e.compare(a.serial,n.serial),o={problems:(a,n)=>K(n)-K(a)||n.attention.length-a.attention.length||i(a,n),name:i,heard:(a,n)=>(n.last_heard??"").localeCompare(a.last_heard??"")||i(a,n)};return[...c].sort(o[r])}var j=class extends H{constructor(){super();this.deviceId="";this.line=!1;new T(this,t=>t===`dock:${this.deviceId}`||t===`uploads:${this.deviceId}`)}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:M(this.hass,t.get("hass"))}render(){let t=m.docks.get(this.deviceId);if(!t)return l;let e=[t.model,t.area].filter(Boolean).join(" \xB7 ");return s`<article class="card ${m.isCurrent(t)?"":"stale"}">
<dji-dock-picture .hass=${this.hass} .dock=${t} ?compact=${this.line}></dji-dock-picture>
<div class="text ${this.line?"wide":""}">
<div>
<h3><a href=${u("dock",[t.device_id])}>${t.name}</a></h3>
<div class="secondary">${e}</div>
</div>
<div>${this.renderState(t)}</div>
${this.renderWork(t)} ${this.renderConcern(t)}
</div>
</article>`}renderState(t){let{hass:e}=this;return t.online?[t.mode&&S(e,"sensor","dock_mode",t.mode),t.aircraft&&U(e,t),B(e,t)].filter(Boolean).join(" \xB7 "):t.last_heard?p(e,"overview.offline_since",{ago:R(e,t.last_heard)}):p(e,"common.offline")}renderWork(t){let e=t.upload===null?void 0:m.uploads.get(t.upload);if(!e)return l;let{hass:i}=this,o=z(i,"upload_status",e.status),a=p(i,"overview.log_upload",{status:o}),n=e.progress===null?"":` ${D(i,e.progress)}`;return s`<div>
<div class="secondary">${a}${n}</div>
<dji-dock-bar .value=${e.progress} label=${a}></dji-dock-bar>
</div>`}renderConcern(t){let[e,...i]=t.attention.filter(({kind:o})=>o!=="offline");return e?s`<dji-dock-alert level=${e.level} quiet>
${E(this.hass,e.words)}${i.length?s` · ${L(this.hass,"overview.more",i.length)}`:l}
</dji-dock-alert>`:l}};j.styles=[b,g`
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
`],d([h({attribute:!1})],j.prototype,"hass",2),d([h({attribute:!1})],j.prototype,"deviceId",2),d([h({type:Boolean,reflect:!0})],j.prototype,"line",2),j=d([y("dji-dock-tile")],j);var Nt=5,I=class extends Q{constructor(){super();this.order=[];this.ordered="";this.summary="";new T(this,t=>t.startsWith("dock:")&&this.summarize()!==this.summary)}summarize(){return JSON.stringify([...m.docks.values()].map(t=>[t.name,t.attention]))}willUpdate(t){let e=this.summarize(),i=this.sort,o=`${i} ${[...m.docks.keys()].join()} ${i==="heard"?"":e}`;(o!==this.ordered||t.has("route"))&&(this.ordered=o,this.order=zt(m.docks.values(),i,this.hass.locale.language).map(a=>a.device_id)),this.summary=e}get sort(){let t=this.route.query.get("sort");return J.find(e=>e===t)??"problems"}text(t){return p(this.hass,`overview.${t}`)}render(){if(!m.ready)return s`<p role="status">${p(this.hass,"common.loading")}</p>`;let t=Z(m.entries,m.docks.values());return s`${m.entries.map(e=>this.renderEntry(e))}
${t.length?s`<section aria-labelledby="attention">
<h2 id="attention">${this.text("attention")}</h2>
<dji-dock-concerns .hass=${this.hass} .concerns=${t}></dji-dock-concerns>
</section>`:l}
${m.docks.size?this.renderDocks():wt(this.hass)}`}renderEntry(t){let{hass:e}=this;return t.loaded?t.broker.connected?l:s`<dji-dock-alert level="error">
${p(e,"overview.no_broker",{name:t.title})}
${m.admin?s`<a slot="action" class="button" href=${u("setup",[t.entry_id])}
>${this.text("to_check")}</a
>`:l}
</dji-dock-alert>`:xt(e,t)}renderDocks(){let{query:t}=this.route,e=t.get("q")??"",i=m.docks.size>=Nt,o=i&&t.get("view")==="list",a=this.order.filter(n=>{let v=m.docks.get(n);return v&&(!i||St(v,e))});return s`<section aria-labelledby="docks">
<div class="row bar">
<h2 id="docks">${this.text("docks")}</h2>
${i?this.renderTools(e,o):l}
</div>
${i?s`<p class="secondary" role="status">
${L(this.hass,"overview.shown",a.length)}
</p>`:l}
<div class="tiles ${o?"lines":""}">
${bt(a,n=>n,n=>s`<dji-dock-tile .hass=${this.hass} .deviceId=${n} ?line=${o}></dji-dock-tile>`)}
</div>
</section>`}renderTools(t,e){let i=(o,a,n)=>s`<button
class="icon"
aria-label=${this.text(`view_${o}`)}
title=${this.text(`view_${o}`)}
aria-pressed=${n}
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
${i("grid",Et,!e)} ${i("list",Tt,e)}
</div>`}change(t){q(u("overview",[],{...Object.fromEntries(this.route.query),...t}),!0)}};I.styles=[b,V,g`
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
`],I=d([y("dji-dock-page-overview")],I);
