import{a as ne,c as ve,d as ye,e as ke,f as Ht,g as we,h as $t,i as vt,j as W,k as be,l as xe,m as _e,n as Te,o as Ot}from"./chunk-CKKANZPE.js";import{a as J}from"./chunk-WJ4BQJJP.js";import{a as N,c as K}from"./chunk-R6CF24J6.js";import{a as G,b as yt,c as kt,d as Re,e as je,f as Q}from"./chunk-T3AYVZM5.js";import{a as oe,b as j,c as f,d as B,g as k}from"./chunk-OD7S5LMO.js";import{a as w}from"./chunk-SQI5FDGK.js";import"./chunk-46TNDGQ5.js";import{a as Lt,b as Y,c as T,e as Vt,f as Z,h as z,i as mt,j as ft}from"./chunk-KGCBTHKY.js";import{a as Dt,b as ae,c as le,d as de,e as ce,f as pe,g as gt,h as he,i as ue,n as me,o as fe,p as ge,r as $e}from"./chunk-WBOMTXL7.js";import{$ as d,L as te,P as ee,Q as ct,R as pt,T as ie,U as ht,X as g,Y as n,_ as q,b as et,ba as se,ca as V,d as Wt,da as v,ea as m,f as St,fa as re,g as Gt,ga as b,h as lt,ha as R,ia as x,ja as _,ka as ut,l as Qt,m as Kt,ma as p,na as U,o as Yt,oa as y,q as dt,qa as E,r as Zt,s as Jt,u as Xt}from"./chunk-BRMG32HQ.js";import{a as c}from"./chunk-JFKSI6I7.js";var Ue=new WeakMap;function it(r,s=Date.now()){if(r.eta===null)return null;let t=Ue.get(r);return t===void 0&&Ue.set(r,t=s),ei(Math.max(0,r.eta-(s-t)/1e3))}function ei(r){let s=r>600?60:r>120?10:1;return Math.round(r/s)*s}var X=class{constructor(s,t){this.host=s;this.wanted=t;s.addController(this)}hostConnected(){this.timer=setInterval(()=>{this.wanted()&&this.host.requestUpdate()},1e3)}hostDisconnected(){clearInterval(this.timer)}};function st(r,s){return new Promise(t=>{let e=document.createElement("div"),i=null,o=()=>e.querySelector("dji-dock-dialog");se(n`<dji-dock-dialog
.heading=${s.heading}
.closeLabel=${s.keep}
@closed=${()=>{e.remove(),t(i)}}
>
<p>${s.text}</p>
${s.option===void 0?d:n`<label><input type="checkbox" /> ${s.option}</label>`}
<button slot="actions" @click=${()=>o()?.close()}>${s.keep}</button>
<button
slot="actions"
class="danger"
@click=${()=>{i={option:e.querySelector("input")?.checked??!1},o()?.close()}}
>
${s.action}
</button>
</dji-dock-dialog>`,e),r.append(e)})}var ii={queued:[ie,""],stalled:[et,"warn"],canceling:[St,""],uploaded:[lt,"good"],failed:[Kt,"bad"],canceled:[St,""]};function rt(r,s){let[t,e]=ii[s.status]??[ee,"busy"],i=s.partial===!0&&s.status==="uploaded",o=i?p(r,"uploads.partial"):E(r,"upload_status",s.status);return n`<span class="status ${i?"warn":e}"
>${R(i?et:t,20)}${o}</span
>`}var wt=g`
.status {
display: inline-flex;
align-items: center;
gap: 6px;
font-weight: 500;
}
.status.good {
color: var(--dd-good);
}
.status.bad {
color: var(--dd-bad);
}
.status.warn {
color: var(--dd-warn);
}
.status.busy {
color: var(--dd-link);
}
`;var I=class extends V{constructor(){super();this.error="";this.canceling=null;new X(this,()=>!j(this.upload))}render(){let{hass:t,upload:e}=this,i=e.files;return n`<div class="row">
<div class="title"><slot></slot></div>
${rt(t,e)}
${e.may.cancel&&!j(e)?n`<button ?disabled=${this.canceling!==null} @click=${()=>this.cancel()}>
${p(t,"uploads.cancel_upload")}
</button>`:d}
</div>
${this.renderWhole()}
${i.length?n`<ul>
${i.map(o=>this.renderFile(o))}
</ul>`:d}
${e.words?n`<p>${y(t,e.words)}</p>`:d}
${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}`}renderWhole(){let{hass:t,upload:e}=this;if(e.status==="queued"){let o=e.position===null?"waits":"waits_at",a=String(e.position);return n`<p class="secondary">${p(t,`uploads.${o}`,{place:a})}</p>`}let i=it(e);return j(e)||i===null||e.files.length<2?d:n`<p class="secondary">${this.left(i)}</p>`}left(t){return p(this.hass,"uploads.left",{time:Z(this.hass,t)})}renderFile(t){let{hass:e,upload:i}=this,o=E(e,"log_module",t.module),a=j(t),l=it(t),h=[a?z(e,t.stored_size??t.size):ft(e,t.progress),t.rate===null?"":mt(e,t.rate),l===null?"":this.left(l)],u=i.files.filter($=>!j($)).length>1;return n`<li>
<div class="line">
<span class="name">${o}</span>
${i.files.length>1||t.status!==i.status?rt(e,t):d}
<span class="figures">${h.filter(Boolean).join(" \xB7 ")}</span>
${u&&!a&&i.may.cancel&&t.status!=="canceling"?n`<button
?disabled=${this.canceling!==null}
@click=${()=>this.cancel(t.module)}
>
${p(e,"uploads.cancel_module",{module:o})}
</button>`:d}
</div>
<dji-dock-bar
.value=${t.status==="uploaded"?100:a?t.progress??0:t.progress}
.label=${`${o}: ${E(e,"upload_status",t.status)}`}
.tone=${si[t.status]??""}
></dji-dock-bar>
${t.words?n`<p class="secondary">${y(e,t.words)}</p>`:d}
</li>`}async cancel(t){let{hass:e,upload:i}=this,{device_id:o,upload_id:a}=i,l=u=>p(e,`uploads.${u}`);if(await st(this.renderRoot,{heading:l("cancel_heading"),text:l(i.status==="queued"?"cancel_waiting_text":"cancel_text"),action:t?p(e,"uploads.cancel_module",{module:E(e,"log_module",t)}):l("cancel_upload"),keep:l("keep")})){this.canceling=t??"",this.error="";try{await gt(e,{device_id:o,upload_id:a,...t?{modules:[t]}:{}})}catch(u){this.error=w(e,u)}finally{this.canceling=null}}}};I.styles=[x,_,wt,g`
:host {
display: grid;
gap: var(--dd-small-gap);
}
.title {
flex: 1 1 220px;
}
ul {
display: grid;
gap: 12px;
}
li {
display: grid;
gap: 4px;
}
.line {
display: flex;
flex-wrap: wrap;
align-items: center;
gap: 2px 12px;
min-block-size: 32px;
}
.name {
font-weight: 500;
min-inline-size: 72px;
}
.figures {
font-variant-numeric: tabular-nums;
margin-inline-start: auto;
}
button {
min-block-size: 36px;
}
`],c([v({attribute:!1})],I.prototype,"hass",2),c([v({attribute:!1})],I.prototype,"upload",2),c([m()],I.prototype,"error",2),c([m()],I.prototype,"canceling",2),I=c([b("dji-dock-upload")],I);var si={uploaded:"good",failed:"bad",canceled:"still",stalled:"still"};function bt(r,s){let t=new Intl.DateTimeFormat("en-US",{...r.locale.time_zone==="server"?{timeZone:r.config.time_zone}:{},hourCycle:"h23",year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit"}).formatToParts(s),e=i=>t.find(o=>o.type===i)?.value??"";return`${e("year").padStart(4,"0")}-${e("month")}-${e("day")}T${e("hour")}:${e("minute")}`}function ot(r,s){let t=Date.parse(`${s}Z`);if(Number.isNaN(t))return null;let e=t;for(let i=0;i<2;i++)e+=t-ri(r,e);return e}function ri(r,s){return Date.parse(`${bt(r,s)}Z`)+s%6e4}var oi=720*36e5,ni=50;async function ai(r,s,t){let e=Date.now();try{let{events:i}=await me(r,{device_id:s,start:new Date(e-oi).toISOString(),end:new Date(e).toISOString(),limit:200});return i.filter(o=>o.kind===t)}catch{return[]}}async function ze(r,s,t){let e=(await ai(r,s,"alarm")).filter(({what:a})=>a!=="cleared"),i=[...t.map(({since:a,text:l})=>({when:a,words:l})),...e.map(({when:a,words:l})=>({when:a,words:l}))],o=new Map;for(let{when:a,words:l}of i){let h=Date.parse(a??"");if(Number.isNaN(h))continue;let u=`${T(r,a)}: ${y(r,l)}`;o.set(u,{from:h-9e5,to:h+9e5,text:u})}return Le(o.values())}async function Se(r,s){let{days:t}=await ue(r,{device_id:s,limit:30}),e=t.flatMap(i=>i.flights).filter(i=>i.flight_id);return Le(e.map(({first:i,last:o,files:a})=>({from:Date.parse(i)-3e5,to:Date.parse(o)+3e5,text:`${T(r,i)} \u2013 ${Y(r,o)} \xB7 ${U(r,"logs.files",a)}`})))}function Le(r){return[...r].sort((s,t)=>t.from-s.from).slice(0,ni)}var Ft=36e5,A=class extends V{constructor(){super(...arguments);this.error="";this.momentsOf=""}willUpdate(t){let{scope:e}=this.choice;if(e!=="alarm"&&e!=="flight"){this.momentsOf="";return}let i=`${this.dock.device_id} ${e}`;t.size&&this.momentsOf!==i&&this.load(i,e)}async load(t,e){this.momentsOf=t,this.moments=void 0,this.error="";let{hass:i,dock:o}=this,a=[],l="";try{a=e==="alarm"?await ze(i,o.device_id,o.alarms):await Se(i,o.device_id)}catch(h){l=w(i,h)}this.momentsOf===t&&(this.moments=a,this.error=l)}text(t){return p(this.hass,`logs.${t}`)}render(){let{scope:t}=this.choice;return n`<fieldset>
<legend class="visually-hidden">${this.text("which")}</legend>
<div class="row">
${ve.map(e=>n`<label class="chip"
><input
type="radio"
name="scope"
class="visually-hidden"
.value=${e}
.checked=${e===t}
@change=${()=>this.changeScope(e)}
/>${this.text(`scope_${e}`)}</label
>`)}
</div>
</fieldset>
${t==="time"?this.renderTime():d}
${t==="alarm"||t==="flight"?this.renderMoments(t):d}`}changeScope(t){let e=Date.now();this.choose(t==="time"?{scope:t,from:e-24*Ft,to:e}:{scope:t,from:null,to:null})}choose(t){this.dispatchEvent(new CustomEvent("chosen",{detail:t}))}renderTime(){let{hass:t,choice:e}=this,i=o=>n`<label class="stacked"
>${this.text(o)}
<input
type="datetime-local"
.value=${e[o]===null?"":bt(t,e[o])}
@change=${a=>{let l=ot(t,a.target.value);this.choose({...e,[o]:l})}}
/></label>`;return n`<div class="row">${i("from")} ${i("to")}</div>
<div class="row">
${["last_hour","today","yesterday"].map(o=>n`<button @click=${()=>this.choose({scope:"time",...this.range(o)})}>
${this.text(o)}
</button>`)}
</div>
${vt(e)?n`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`:d}`}range(t){let e=Date.now();if(t==="last_hour")return{from:e-Ft,to:e};let i=a=>ot(this.hass,`${bt(this.hass,a).slice(0,10)}T00:00`)??a,o=i(e);return t==="today"?{from:o,to:e}:{from:i(o-Ft),to:o-1e3}}renderMoments(t){let{moments:e,choice:i}=this;if(this.error)return n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`;if(!e)return n`<p class="secondary">${p(this.hass,"common.loading")}</p>`;if(!e.length)return n`<p class="secondary">${this.text(`no_${t}s`)}</p>`;let o=e.findIndex(({from:a,to:l})=>a===i.from&&l===i.to);return n`<label class="stacked"
>${this.text(t)}
<select
@change=${a=>{let l=e[Number(a.target.value)];l&&this.choose({scope:t,from:l.from,to:l.to})}}
>
${o<0?n`<option value="-1" selected>${this.text(`choose_${t}`)}</option>`:d}
${e.map(({text:a},l)=>n`<option value=${l} ?selected=${l===o}>${a}</option>`)}
</select></label
>
<p class="secondary">${this.text(`around_${t}`)}</p>`}};A.styles=[x,_,ut,g`
:host {
display: grid;
gap: 12px;
}
fieldset {
border: none;
padding: 0;
margin: 0;
min-inline-size: 0;
}
select {
inline-size: 100%;
}
label.stacked {
max-inline-size: 640px;
}
`],c([v({attribute:!1})],A.prototype,"hass",2),c([v({attribute:!1})],A.prototype,"dock",2),c([v({attribute:!1})],A.prototype,"choice",2),c([m()],A.prototype,"moments",2),c([m()],A.prototype,"error",2),A=c([b("dji-dock-log-chooser")],A);var P=yt(class extends kt{constructor(r){if(super(r),r.type!==G.PROPERTY&&r.type!==G.ATTRIBUTE&&r.type!==G.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Re(r))throw Error("`live` bindings can only contain a single expression")}render(r){return r}update(r,[s]){if(s===q||s===d)return s;let t=r.element,e=r.name;if(r.type===G.PROPERTY){if(s===t[e])return q}else if(r.type===G.BOOLEAN_ATTRIBUTE){if(!!s===t.hasAttribute(e))return q}else if(r.type===G.ATTRIBUTE&&t.getAttribute(e)===s+"")return q;return je(r),s}});function li(r,{start:s,end:t}){if(s===null&&t===null)return p(r,"logs.time_unknown");if(s===null||t===null)return T(r,s??t);let e=Lt(r,s)===Lt(r,t);return`${T(r,s)} \u2013 ${e?Y(r,t):T(r,t)}`}function di({start:r,end:s}){return r===null||s===null?null:(Date.parse(s)-Date.parse(r))/1e3}function Ve(r,s,t,e,i){let o=t.map(W),a=o.filter(u=>e.has(u)).length,l=E(r,"log_module",s),h=t.reduce((u,$)=>u+($.size??0),0);return n`<table aria-label=${l}>
<thead>
<tr>
<th class="box">
<input
type="checkbox"
aria-label=${p(r,"logs.select_all",{module:l})}
.checked=${P(a>0&&a===o.length)}
.indeterminate=${P(a>0&&a<o.length)}
@click=${u=>{i(o,null,u.target.checked,!1)}}
/>
</th>
<th scope="col">${p(r,"logs.time")}</th>
<th scope="col" class="figure">${p(r,"logs.length")}</th>
<th scope="col" class="figure">${p(r,"logs.size")}</th>
</tr>
</thead>
<tbody>
${Q(t,W,u=>{let $=W(u),L=$.replace(":","-");return n`<tr class=${e.has($)?"picked":""}>
<td class="box">
<input
type="checkbox"
id=${L}
.checked=${P(e.has($))}
@click=${H=>{i(o,$,H.target.checked,H.shiftKey)}}
/>
</td>
<td><label for=${L}>${li(r,u)}</label></td>
<td class="figure">${Z(r,di(u))}</td>
<td class="figure">${z(r,u.size)}</td>
</tr>`})}
</tbody>
${t.length>1?n`<tfoot>
<tr>
<td></td>
<td colspan="2">${U(r,"logs.count",t.length)}</td>
<td class="figure">${z(r,h)}</td>
</tr>
</tfoot>`:d}
</table>`}var De=g`
table {
border-collapse: collapse;
inline-size: 100%;
}
th {
text-align: start;
font-weight: 500;
color: var(--secondary-text-color);
}
th,
td {
padding: 4px 6px;
border-block-end: var(--dd-border);
min-block-size: 44px;
}
tbody tr:hover {
background: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
}
tr.picked {
background: color-mix(in srgb, var(--primary-color, #009ac7) 10%, transparent);
}
tfoot td {
border: none;
color: var(--secondary-text-color);
}
td label {
display: flex;
align-items: center;
min-block-size: 40px;
cursor: pointer;
}
.box {
inline-size: 36px;
}
.box input {
display: block;
}
.figure {
text-align: end;
white-space: nowrap;
font-variant-numeric: tabular-nums;
}
`;var He="",ci={power_aircraft:"aircraft_power",open_remote_debugging:"remote_debugging"},D=class extends J{constructor(){super();this.withAircraft=!1;this.starting=!1;this.switching=!1;this.error="";this.refused="";this.heard="";this.seen=new Set;this.run=0;this.changeDock=t=>{let{value:e}=t.target,{scope:i}=this.choice,o=i==="alarm"||i==="flight"?{}:Ht(this.choice);N(k("logs",[e],o))};new B(this)}get choice(){return ke(this.route.query)}get dock(){return f.docks.get(this.route.parts[0]??"")}get list(){return this.asked?.dock===this.route.parts[0]?this.asked?.list:void 0}get chosen(){return this.picked?this.picked:this.list?_e(this.list,this.choice):new Set}text(t,e){return p(this.hass,`logs.${t}`,e)}willUpdate(t){t.has("route")&&(this.picked=void 0,this.lastRow=void 0,this.error=this.refused="");let{dock:e}=this;if(!e){this.openAny();return}He=e.device_id;for(let a of this.uploads(e))this.seen.add(a.upload_id);if(!e.may.control)return;let i=`${e.device_id} ${e.online} ${e.aircraft?.online} ${e.upload}`,o=this.heard!==i&&(!this.list||this.list.unavailable.length>0);(this.asked?.dock!==e.device_id||o)&&this.load(e.device_id),this.heard=i}openAny(){let[t]=this.docks();if(!f.ready||this.route.parts.length||!t)return;let e=f.docks.get(He)??t,i=k("logs",[e.device_id],Object.fromEntries(this.route.query));queueMicrotask(()=>N(i,!0))}docks(){return[...f.docks.values()].sort((t,e)=>t.name.localeCompare(e.name))}uploads(t){return[...f.uploads.values()].filter(e=>e.device_id===t.device_id).filter(e=>!j(e)||this.seen.has(e.upload_id)).sort((e,i)=>Number(j(e))-Number(j(i))||(e.created<i.created?-1:1))}async load(t){let e=++this.run,i=this.asked?.dock===t?this.asked:void 0;this.asked={dock:t,...i?.list?{list:i.list}:{}};let o;try{o={dock:t,list:await ce(this.hass,t)}}catch(a){o={dock:t,error:w(this.hass,a)}}e===this.run&&(this.asked=o,o.list&&this.forget(o.list))}forget(t){if(this.switching=!1,t.unavailable.length||(this.withAircraft=!1),!this.picked)return;let e=new Set(t.files.map(W));this.picked=new Set([...this.picked].filter(i=>e.has(i)))}render(){if(!f.ready)return n`<p class="secondary">${p(this.hass,"common.loading")}</p>`;let{dock:t}=this;return f.docks.size?n`<div class="row">
<label
>${p(this.hass,"common.choose_dock")}
<select @change=${this.changeDock}>
${t?d:n`<option selected></option>`}
${this.docks().map(e=>n`<option value=${e.device_id} ?selected=${e===t}>
${e.name}${e.online?"":` (${p(this.hass,"common.offline")})`}
</option>`)}
</select></label
>
</div>
${t?this.renderDock(t):n`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`}`:this.renderNoDocks()}renderNoDocks(){let t=e=>p(this.hass,`common.${e}`);return n`<dji-dock-empty .icon=${ct} .heading=${t("no_docks")}>
<p>${t("no_docks_text")}</p>
<a class="button primary" href=${k("setup")}>${t("to_setup")}</a>
</dji-dock-empty>`}renderDock(t){let e=this.uploads(t);return n`${e.length?n`<section class="uploads" aria-label=${this.text("uploads")}>
${e.map(i=>this.renderUpload(i))}
</section>`:d}
${this.renderNoBucket(t)}
${t.may.control?this.renderLogs(t):this.renderForbidden()}`}renderNoBucket({entry_id:t}){let e=f.entries.find(i=>i.entry_id===t);return!e||e.bucket.configured?d:n`<dji-dock-alert level="warning"
>${this.text("no_bucket")}
${f.admin?n`<a slot="action" class="button" href=${k("setup",[t])}
>${p(this.hass,"common.to_setup")}</a
>`:d}</dji-dock-alert
>`}renderForbidden(){return n`<dji-dock-empty .icon=${Xt} .heading=${this.text("forbidden")}>
<p>${this.text("forbidden_text")}</p>
</dji-dock-empty>`}renderUpload(t){let e=k("uploads",[t.device_id,t.upload_id]);return n`<div class="card">
<dji-dock-upload .hass=${this.hass} .upload=${t}
><h3>
<a href=${e}
>${this.text("upload_of",{when:T(this.hass,t.created)})}</a
>
</h3></dji-dock-upload
>
</div>`}renderLogs(t){let{asked:e,choice:i,list:o}=this,a=e!==void 0&&!e.error&&!e.list;return n`<section class="card">
<div class="row">
<h2 class="grow" id="which">${this.text("which")}</h2>
<button ?disabled=${a} @click=${()=>{this.load(t.device_id)}}>
${R(pt,20)}${this.text("refresh")}
</button>
</div>
<dji-dock-log-chooser
.hass=${this.hass}
.dock=${t}
.choice=${i}
@chosen=${l=>{N(k("logs",[t.device_id],Ht(l.detail)),!0)}}
></dji-dock-log-chooser>
</section>
${a?n`<p role="status">${this.text("loading")}</p>`:d}
${e?.error?this.renderUnlisted(e.error):d}
${o?n`<div class="modules">
${ye.map(l=>this.renderModule(t,o,l))}
</div>`:d}
${this.renderStart(t)}`}renderUnlisted(t){return n`<dji-dock-alert level="warning"
>${t}
${$t(this.choice)?n`<br />${this.text("queue_unlisted")}`:d}</dji-dock-alert
>`}renderModule(t,e,i){let{choice:o}=this,a=be(e,i),l=we(o.scope)&&$t(o)?a.filter(u=>xe(u,o)):a,h=e.unavailable.find(u=>u.module===i);return n`<section class="card">
<h3>${E(this.hass,"log_module",i)}</h3>
${h?this.renderRefusal(t,e,h):d}
${l.length?Ve(this.hass,i,l,this.chosen,(u,$,L,H)=>{this.tick(u,$,L,H)}):h?d:n`<p class="secondary">${this.text(a.length?"none_in_time":"none")}</p>`}
</section>`}renderRefusal(t,e,{words:i,remedy:o}){let a=o&&this.switchOf(t,ci[o]);return n`<dji-dock-alert level="warning"
>${y(this.hass,i)}
${a?n`<button
slot="action"
?disabled=${this.switching}
@click=${()=>{this.switchOn(a)}}
>
${this.text(this.switching?"switching":o)}
</button>`:d}</dji-dock-alert
>
${this.switching?n`<p role="status">${this.text("switching_text")}</p>`:d}
${o==="power_aircraft"&&e.power_aircraft?n`<label
><input
type="checkbox"
.checked=${this.withAircraft}
@change=${l=>{this.withAircraft=l.target.checked}}
/>${this.text("with_aircraft")}</label
>`:d}`}switchOf(t,e){return Object.values(this.hass.entities).find(i=>i?.device_id===t.device_id&&i.translation_key===e)?.entity_id}async switchOn(t){this.switching=!0,this.error="";try{await this.hass.callService("switch","turn_on",{entity_id:t},void 0,!1)}catch(e){this.switching=!1,this.error=w(this.hass,e)}}tick(t,e,i,o){let a=o?this.lastRow:void 0;this.picked=e?Ot(this.chosen,t,e,i,a):t.reduce((l,h)=>Ot(l,t,h,i,void 0),new Set(this.chosen)),this.lastRow=e??void 0}busy(t){return t.online?t.upload??t.queued?"waits_upload":t.aircraft?.flying?"waits_flight":"":"waits_offline"}renderStart(t){let{hass:e,list:i,chosen:o}=this,a=this.busy(t)||(this.asked?.error?"waits_offline":""),l=i?.files.filter(zt=>o.has(W(zt)))??[],h=l.reduce((zt,ti)=>zt+(ti.size??0),0),u=[l.length?U(e,"logs.selected",l.length):"",h?z(e,h):"",this.withAircraft?this.text("and_aircraft"):""].filter(Boolean),$=!i&&this.asked?.error!==void 0,L=$t(this.choice)&&!vt(this.choice),H=u.length>0||$&&L;return n`<section class="card bottom" aria-label=${this.text("start")}>
<div class="row">
<div class="grow">
<div role="status">
${u.length?u.join(" \xB7 "):$?this.text("unlisted"):this.text("nothing")}
</div>
${a&&H?n`<div class="secondary">${this.text(a)}</div>`:d}
</div>
<button
class="primary"
?disabled=${!H||this.starting}
@click=${()=>{this.start(t,a!=="")}}
>
${this.text(this.starting?"starting":a?"queue":"start")}
</button>
</div>
${this.starting&&this.withAircraft?n`<p class="secondary">${this.text("starting_text")}</p>`:d}
${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}
${this.refused?n`<dji-dock-alert level="error"
>${this.refused}
<button slot="action" @click=${()=>{this.start(t,!0)}}>
${this.text("queue")}
</button></dji-dock-alert
>`:d}
</section>`}async start(t,e){let{device_id:i}=t,o=Te(this.list,this.choice,this.chosen,this.withAircraft);this.starting=!0,this.error=this.refused="";try{for(let a of o){let{upload_id:l}=await pe(this.hass,{device_id:i,when_busy:e?"queue":"refuse",...a});this.seen.add(l)}this.picked=new Set,this.withAircraft=!1}catch(a){let l=a.translation_key??"",h=w(this.hass,a);pi.has(l)&&!e?this.refused=h:this.error=h}finally{this.starting=!1}}};D.styles=[x,_,De,g`
:host {
display: grid;
gap: var(--dd-gap);
}
.modules {
display: grid;
gap: var(--dd-gap);
grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
align-items: start;
}
.card {
display: grid;
gap: 12px;
min-inline-size: 0;
}
:host([narrow]) .card {
padding: 12px;
}
.bottom {
position: sticky;
inset-block-end: 0;
z-index: 2;
margin-block-end: 8px;
box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
}
.uploads {
display: grid;
gap: var(--dd-gap);
}
`],c([m()],D.prototype,"asked",2),c([m()],D.prototype,"picked",2),c([m()],D.prototype,"withAircraft",2),c([m()],D.prototype,"starting",2),c([m()],D.prototype,"switching",2),c([m()],D.prototype,"error",2),c([m()],D.prototype,"refused",2),D=c([b("dji-dock-page-logs")],D);var pi=new Set(["upload_running","dock_busy","aircraft_starts","dock_offline"]);var hi={passed:lt,failed:et,open:te},O=class extends V{constructor(){super(...arguments);this.entryId="";this.running=!1}text(t){return p(this.hass,`setup.${t}`)}render(){return n`<div class="row">
<p class="grow secondary">${this.text("check_about")}</p>
<button class="primary" ?disabled=${this.running} @click=${this.run}>
${this.text(this.checks?"check_again":"check_now")}
</button>
</div>
<div role="status">
${this.running?n`<p>${this.text("check_running")}</p>
<dji-dock-bar label=${this.text("check_running")}></dji-dock-bar>`:d}
${this.checks&&!this.running?this.renderResult(this.checks):d}
</div>
${this.error?n`<dji-dock-alert level="error">${w(this.hass,this.error)}</dji-dock-alert>`:d}
${this.checks&&!this.running?n`<ol>
${this.checks.map(t=>this.renderCheck(t))}
</ol>`:d}`}renderResult(t){let e=t.filter(o=>o.passed===!1).length,i=e?U(this.hass,"setup.check_failed",e):this.text("check_all_passed");return n`<dji-dock-alert level=${e?"error":"success"} quiet>
${i} ${this.when?Y(this.hass,this.when):d}
</dji-dock-alert>`}renderCheck(t){let e=t.passed===null?"open":t.passed?"passed":"failed",i=this.text(`check_name_${t.name}`)||t.name;return n`<li class=${e}>
${R(hi[e])}
<div class="grow">
<strong>${t.dock?`${t.dock}: ${i}`:i}</strong>
<span class="visually-hidden">${this.text(`check_is_${e}`)}</span>
${t.value?n`<code class="secondary">${t.value}</code>`:d}
<div>${y(this.hass,t.words)}</div>
${t.link&&!location.pathname.startsWith(t.link)?n`<a href=${t.link}>${this.text("check_mend")}</a>`:d}
</div>
</li>`}async run(){this.running=!0,this.error=void 0;try{this.checks=(await fe(this.hass,{entry_id:this.entryId})).checks,this.when=new Date}catch(t){this.error=t}finally{this.running=!1}}};O.styles=[x,_,g`
:host {
display: grid;
gap: 12px;
}
ol {
display: grid;
}
li {
display: flex;
gap: 12px;
padding-block: 10px;
border-block-end: var(--dd-border);
}
li:last-child {
border: none;
}
.passed svg {
color: var(--dd-good);
}
.failed svg {
color: var(--dd-bad);
}
.open svg {
color: var(--secondary-text-color);
}
code {
overflow-wrap: anywhere;
}
`],c([v({attribute:!1})],O.prototype,"hass",2),c([v({attribute:!1})],O.prototype,"entryId",2),c([m()],O.prototype,"checks",2),c([m()],O.prototype,"when",2),c([m()],O.prototype,"running",2),c([m()],O.prototype,"error",2),O=c([b("dji-dock-setup-check")],O);var ui=2e3,F=class extends V{constructor(){super(...arguments);this.value="";this.label="";this.done="";this.block=!1;this.copied=!1}render(){let t=n`<code>${this.value}</code>`;return n`${this.block?n`<pre tabindex="0" role="region" aria-label=${this.label}>${t}</pre>`:t}
<button class="icon" aria-label=${this.label} title=${this.label} @click=${this.copy}>
${R(this.copied?Gt:dt,20)}
</button>
<span class="visually-hidden" role="status">${this.copied?this.done:""}</span>`}async copy(){try{await navigator.clipboard.writeText(this.value)}catch{this.mark()}this.copied=!0,setTimeout(()=>this.copied=!1,ui)}mark(){let t=document.createElement("textarea");t.value=this.value,t.style.cssText="position:fixed;inset-inline-start:-999px",this.code.after(t),t.select(),document.execCommand("copy"),t.remove()}};F.styles=[x,_,g`
:host {
display: flex;
align-items: center;
gap: 4px;
}
:host([block]) {
position: relative;
display: block;
}
code {
font-family: var(--ha-font-family-code, monospace);
overflow-wrap: anywhere;
user-select: all;
}
pre {
margin: 0;
padding: 12px 52px 12px 12px;
overflow: auto;
max-block-size: 320px;
border-radius: 8px;
background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
}
:host([block]) button {
position: absolute;
inset-block-start: 4px;
inset-inline-end: 4px;
}
`],c([v()],F.prototype,"value",2),c([v()],F.prototype,"label",2),c([v()],F.prototype,"done",2),c([v({type:Boolean,reflect:!0})],F.prototype,"block",2),c([m()],F.prototype,"copied",2),c([re("code")],F.prototype,"code",2),F=c([b("dji-dock-copy-value")],F);var mi=["gateway","username","organization_id","organization_name","binding_code"],C=class extends V{constructor(){super(...arguments);this.entryId=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:oe(this.hass,t.get("hass"))}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.subscribe()}firstUpdated(){this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe?.then(t=>t()).catch(()=>{}),this.unsubscribe=void 0}subscribe(){this.error=void 0,this.unsubscribe=$e(this.hass,this.entryId,t=>this.info=t),this.unsubscribe.catch(t=>this.error=t)}text(t,e){return p(this.hass,`setup.${t}`,e)}render(){let{info:t}=this;return this.error?n`<dji-dock-alert level="error"
>${w(this.hass,this.error)}
<button slot="action" @click=${this.subscribe}>
${p(this.hass,"common.retry")}
</button></dji-dock-alert
>`:t?t.answer_requests?n`<p class="secondary">${this.text("pilot_about")}</p>
${this.renderValues(t)} ${this.renderWaiting(t)} ${this.renderBound(t)}
${this.renderSnippets()}`:n`<p>${this.text("other_platform")}</p>`:n`<p role="status">${p(this.hass,"common.loading")}</p>`}renderValues(t){return n`<dl>
${mi.filter(e=>t[e]).map(e=>{let i=this.text(`value_${e}`);return n`<dt>${i}</dt>
<dd>
<dji-dock-copy-value
.value=${t[e]}
label=${this.text("copy",{what:i})}
done=${this.text("copied")}
></dji-dock-copy-value>
</dd>`})}
</dl>
<p class="secondary">${this.text("password_yours")}</p>
${t.gateway_guessed?n`<dji-dock-alert level="warning" quiet
>${this.text("gateway_guessed")}</dji-dock-alert
>`:d}`}renderWaiting(t){let e=t.connected?n`<p class="secondary">${this.text("nobody_knocks")}</p>`:n`<dji-dock-alert level="error" quiet>${this.text("nobody_can_knock")}</dji-dock-alert>`;return n`<h3>${this.text("waiting")}</h3>
<div aria-live="polite">
${t.waiting.length?n`<ul>
${t.waiting.map(i=>n`<li>
<dji-dock-alert level="warning" quiet>
<strong>${[i.model,i.serial].filter(Boolean).join(" \xB7 ")}</strong>
<span class="secondary">${Vt(this.hass,i.since)}</span>
<div>${y(this.hass,i.words)}</div>
</dji-dock-alert>
</li>`)}
</ul>`:e}
</div>`}renderBound(t){return t.bound.length?n`<h3>${this.text("bound")}</h3>
<ul aria-live="polite">
${t.bound.map(e=>n`<li class="row">
<a href=${k("dock",[e.device_id])}>${e.name}</a>
<span class="secondary">${e.serial}</span>
<span>${p(this.hass,e.online?"common.online":"common.offline")}</span>
<span class="secondary">
${this.text("bound_since",{ago:Vt(this.hass,e.since)})}
</span>
</li>`)}
</ul>`:d}renderSnippets(){let{snippets:t}=this;return n`<details @toggle=${this.loadSnippets}>
<summary>${this.text("snippets")}</summary>
<div class="snippets">
${t?t.map(e=>{let i=this.text(`snippet_${e.name}`)||e.name;return n`<div>
<h4>${i}</h4>
<dji-dock-copy-value
block
.value=${e.text}
label=${this.text("copy",{what:i})}
done=${this.text("copied")}
></dji-dock-copy-value>
</div>`}):p(this.hass,"common.loading")}
</div>
</details>`}async loadSnippets(t){if(t.target.open)try{this.snippets=(await ge(this.hass,this.entryId)).snippets}catch(e){this.error=e}}};C.styles=[x,_,g`
:host {
display: grid;
gap: 12px;
}
dl {
display: grid;
grid-template-columns: minmax(120px, max-content) 1fr;
gap: 0 16px;
align-items: center;
}
dd {
min-inline-size: 0;
min-block-size: 40px;
display: flex;
align-items: center;
}
dt {
color: var(--secondary-text-color);
}
@media (max-width: 500px) {
dl {
grid-template-columns: 1fr;
}
}
ul {
display: grid;
gap: 8px;
}
.snippets {
display: grid;
gap: 12px;
padding-block-start: 12px;
}
summary {
cursor: pointer;
padding-block: 8px;
}
`],c([v({attribute:!1})],C.prototype,"hass",2),c([v({attribute:!1})],C.prototype,"entryId",2),c([m()],C.prototype,"info",2),c([m()],C.prototype,"snippets",2),c([m()],C.prototype,"error",2),C=c([b("dji-dock-setup-pilot")],C);var fi="/config/integrations/integration/dji_dock",nt=class extends J{constructor(){super(),new B(this,()=>!1)}text(s){return p(this.hass,`setup.${s}`)}render(){let{hass:s}=this;if(!f.ready)return n`<p role="status">${p(s,"common.loading")}</p>`;let[t]=this.route.parts,e=f.entries.filter(i=>!t||i.entry_id===t);return e.length?n`${Q(e,i=>i.entry_id,i=>this.renderEntry(i))}
${e.length<f.entries.length?n`<p><a href=${k("setup")}>${this.text("all_entries")}</a></p>`:d}`:n`<dji-dock-empty .icon=${ct} heading=${this.text("nothing")}>
<p>${this.text(f.admin?"nothing_text":"not_yours")}</p>
${f.admin?this.renderLink():d}
</dji-dock-empty>`}renderLink(){return n`<a class="button" href=${fi}
>${R(Yt,20)} ${this.text("change")}</a
>`}renderEntry(s){let{hass:t}=this;return n`<article class="card" aria-labelledby=${`title-${s.entry_id}`}>
<div class="row">
<h2 class="grow" id=${`title-${s.entry_id}`}>${s.title}</h2>
${f.admin?this.renderLink():d}
</div>
<div class="parts">${this.renderParts(s)}</div>
${s.issues.length?n`<dji-dock-concerns
single
.hass=${t}
.concerns=${ne([s],[])}
></dji-dock-concerns>`:d}
${f.admin?n`<section>
<h3>${this.text("what_is_wrong")}</h3>
<dji-dock-setup-check
.hass=${t}
.entryId=${s.entry_id}
></dji-dock-setup-check>
</section>
<section>
<h3>${this.text("pilot")}</h3>
<dji-dock-setup-pilot
.hass=${t}
.entryId=${s.entry_id}
></dji-dock-setup-pilot>
</section>`:n`<p class="secondary">${this.text("admins_only")}</p>`}
</article>`}renderParts(s){let{bucket:t,broker:e}=s,i=(o,a)=>n`<dji-dock-alert level=${o} quiet>${a}</dji-dock-alert>`;if(!s.loaded){let o=p(this.hass,"setup.stopped");return i("error",`${o} ${y(this.hass,s.reason)}`)}return n`${e.connected?i("success",this.text("broker_connected")):i("error",this.text("broker_lost"))}
${t.configured?t.usable===null?i("info",this.text("bucket_unknown")):t.usable?i("success",this.text("bucket_usable")):i("error",`${this.text("bucket_unusable")} ${y(this.hass,t.error)}`):i("info",this.text("bucket_none"))}
${s.answer_requests?d:i("info",this.text("other_platform"))}`}};nt.styles=[x,_,g`
:host {
display: grid;
gap: var(--dd-gap);
}
article {
display: grid;
gap: var(--dd-gap);
max-inline-size: 900px;
}
.parts {
display: grid;
gap: 8px;
}
section {
display: grid;
gap: 8px;
padding-block-start: var(--dd-gap);
border-block-start: var(--dd-border);
}
`],nt=c([b("dji-dock-page-setup")],nt);var gi={},Oe=yt(class extends kt{constructor(){super(...arguments),this.ot=gi}render(r,s){return s()}update(r,[s,t]){if(Array.isArray(s)){if(Array.isArray(this.ot)&&this.ot.length===s.length&&s.every((e,i)=>e===this.ot[i]))return q}else if(this.ot===s)return q;return this.ot=Array.isArray(s)?Array.from(s):s,this.render(s,t)}});var at=["in_progress","waiting","uploaded","failed","canceled"],Ct={in_progress:["requested","pulling","compressing","uploading","stalled","canceling"],waiting:["queued"],uploaded:["uploaded"],failed:["failed"],canceled:["canceled"]};function $i(r){return at.find(s=>Ct[s].includes(r))??"in_progress"}function Ae(r){let s=(r.get("status")??"").split(",");return{groups:at.filter(t=>s.includes(t)||Ct[t].some(e=>s.includes(e))),dock:r.get("dock")??"",since:r.get("since")??"",until:r.get("until")??""}}function _t({groups:r,...s}){return{status:r.join(","),...s}}function xt(r,s,t){if(!s.includes("T")){let i=ot(r,`${s}T${t?"23:59":"00:00"}`);return i===null||!t?i:i+59999}let e=Date.parse(s);return Number.isNaN(e)?null:e}var Fe=r=>r===null?void 0:new Date(r).toISOString();function Nt(r,s){return{device_id:s.dock||void 0,status:s.groups.length?s.groups.flatMap(t=>Ct[t]):void 0,since:Fe(xt(r,s.since,!1)),until:Fe(xt(r,s.until,!0))}}function Ce(r,s,t){let e=Date.parse(t.created),i=xt(r,s.since,!1),o=xt(r,s.until,!0);return(!s.groups.length||s.groups.includes($i(t.status)))&&(!s.dock||s.dock===t.device_id)&&(i===null||e>=i)&&(o===null||e<=o)}function At(r,s){return Date.parse(s.created)-Date.parse(r.created)||(r.upload_id<s.upload_id?1:r.upload_id>s.upload_id?-1:0)}function Ne(r,s,t,e,i){let o=r.filter(u=>!t.has(u.upload_id)).map(u=>s.get(u.upload_id)??u),a=new Set(o.map(u=>u.upload_id)),l=o.at(-1),h=[...s.values()].filter(u=>!a.has(u.upload_id)&&!t.has(u.upload_id)&&e(u)&&(i||l!==void 0&&At(u,l)<0));return h.length?[...o,...h].sort(At):o}function Ie(r,s){let t=s.at(-1);return t?[...s,...r.filter(e=>At(t,e)<0)]:[]}function Tt(r){let s=r.files.filter(t=>t.deleted).length;return s===0?"none":s===r.files.length?"all":"some"}function It(r){let t=r.files.map(e=>e.stored_size??e.size).filter(e=>e!==null);return t.length?t.reduce((e,i)=>e+i,0):null}function tt(r,s){let t=Math.ceil(r.length/s);return Array.from({length:t},(e,i)=>r.slice(i*s,(i+1)*s))}var vi=200;function Pt(r,s){return new Map(s.map(({upload_id:t,words:e})=>[t,y(r,e)]))}async function Rt(r,s,t){let e=l=>p(s,`uploads.${l}`),i=t.some(l=>l.may.download),o=await st(r,{heading:U(s,"uploads.delete_heading",t.length),text:e("delete_text"),action:p(s,"common.delete"),keep:p(s,"common.cancel"),...i?{option:e("delete_objects")}:{}});if(!o)return;let a={deleted:new Set,failed:new Map};for(let l of tt(t,vi)){let h=l.map(({device_id:L,upload_id:H})=>({device_id:L,upload_id:H})),{deleted:u,failed:$}=await de(s,h,o.option);for(let{upload_id:L}of u)a.deleted.add(L);for(let[L,H]of Pt(s,$))a.failed.set(L,H)}return a}async function Pe(r,s,{device_id:t,upload_id:e,status:i}){let o=l=>p(s,`uploads.${l}`);await st(r,{heading:o("cancel_heading"),text:o(i==="queued"?"cancel_waiting_text":"cancel_text"),action:o("cancel_upload"),keep:o("keep")})&&await gt(s,{device_id:t,upload_id:e})}async function jt(r,{device_id:s,upload_id:t}){let e=await he(r,{device_id:s,upload_id:t});return{device_id:s,upload_id:e.upload_id}}var yi=600,ki=50;async function Ut(r,s){let t={links:[],failed:[]};for(let e of tt(s,ki)){let{links:i,failed:o}=await le(r,e.map(({device_id:a,upload_id:l})=>({device_id:a,upload_id:l})));t.links.push(...i),t.failed.push(...o)}return t}function Et(r,s=location.protocol){return s==="https:"&&r.some(({url:t})=>t.startsWith("http:"))}async function Mt(r,s=wi,t=yi){for(let[e,i]of r.entries())e>0&&await new Promise(o=>setTimeout(o,t)),s(i)}function wi({url:r,name:s}){let t=document.createElement("a");t.href=r,t.download=s,t.rel="noreferrer",t.style.display="none",document.body.append(t),t.click(),t.remove()}var M=class extends V{constructor(){super();this.device="";this.upload="";this.back="";this.error="";this.gone="";this.busy=!1;this.asked="";new B(this,t=>t===`uploads:${this.device}`)}text(t,e){return p(this.hass,`uploads.${t}`,e)}willUpdate(){let t=`${this.device} ${this.upload}`;t!==this.asked?(this.asked=t,this.known=this.links=void 0,this.error=this.gone="",this.load()):this.entries!==f.entries&&this.load(),this.entries=f.entries;let e=f.uploads.get(this.upload);e&&e!==this.known&&(this.known=e,this.gone=""),f.gone.has(this.upload)&&(this.gone||=this.text("gone_text"))}async load(){let{asked:t}=this;try{let e=await ae(this.hass,{device_id:this.device,upload_id:this.upload});t===this.asked&&(this.known=f.uploads.get(this.upload)??e)}catch(e){t===this.asked&&!this.known&&(this.gone=w(this.hass,e))}}render(){return n`<a class="button back" href=${this.back}
>${R(Wt,20)}${this.text("back")}</a
>
${this.gone?n`<dji-dock-empty .icon=${ht} .heading=${this.text("gone")}>
<p>${this.gone}</p>
</dji-dock-empty>`:this.known?this.renderUpload(this.known):n`<p class="secondary">${p(this.hass,"common.loading")}</p>`}`}renderUpload(t){let{hass:e}=this,i=Tt(t);return n`<section class="card">
<dji-dock-upload .hass=${e} .upload=${t}
><h2>${t.dock}, ${T(e,t.created)}</h2></dji-dock-upload
>
${i==="none"?d:n`<dji-dock-alert level="info"
>${this.text(`deleted_${i}_text`)}</dji-dock-alert
>`}
<div class="row">${this.renderDeeds(t)}</div>
${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}
</section>
${this.links?this.renderLinks(this.links):d}
<section class="card">
<h3>${this.text("details")}</h3>
${this.renderFacts(t)}
</section>`}renderDeeds(t){let{hass:e,busy:i}=this,{may:o}=t;return n`${o.download?n`<button class="primary" ?disabled=${i} @click=${()=>this.download(t)}>
${p(e,"common.download")}
</button>
<button ?disabled=${i} @click=${()=>this.showLinks(t)}>
${this.text("links")}
</button>`:d}
${o.retry?n`<button ?disabled=${i} @click=${()=>this.again(t)}>
${this.text("do_retry")}
</button>`:d}
${o.delete?n`<button ?disabled=${i} @click=${()=>this.discard(t)}>
${p(e,"common.delete")}
</button>`:d}`}renderLinks(t){return n`<section class="card">
<h3>${this.text("links")}</h3>
<p class="secondary">${this.text("links_text")}</p>
<ul>
${t.map(e=>n`<li>
<div>
<a href=${e.url} rel="noreferrer" target="_blank">${e.name}</a>
<span class="secondary">${z(this.hass,e.size)}</span>
</div>
<div class="link">
<input
readonly
.value=${e.url}
aria-label=${e.name}
@focus=${i=>{i.target.select()}}
/>
<button @click=${i=>this.copy(i)}>
${R(dt,20)}${this.text("copy")}
</button>
</div>
</li>`)}
</ul>
</section>`}copy(t){t.currentTarget.parentElement?.querySelector("input")?.select(),document.execCommand("copy")&&K(this,this.text("copied"))}renderFacts(t){let{hass:e}=this,i=[["fact_started",T(e,t.created)],["fact_heard",t.heard&&T(e,t.heard)],["fact_finished",t.finished&&T(e,t.finished)],["fact_by",t.adopted?this.text("fact_adopted"):null],["fact_id",t.upload_id]];return n`<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
</dl>
${t.files.map(o=>this.renderFile(o))}`}renderFile(t){let{hass:e}=this,i=[["fact_logs",t.boot_indexes.join(", ")],["fact_size",t.size===null?"":z(e,t.size)],["fact_key",t.object_key]];return n`<h4>${E(e,"log_module",t.module)}</h4>
<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
${t.deleted?n`<dt></dt>
<dd>${this.text("deleted_all")}</dd>`:d}
</dl>`}async run(t){this.busy=!0,this.error="";try{await t()}catch(e){this.error=w(this.hass,e)}finally{this.busy=!1}}download(t){return this.run(async()=>{let e=await this.ask(t);Et(e)?(this.links=e,this.error=this.text("mixed")):await Mt(e)})}showLinks(t){return this.run(async()=>{this.links=await this.ask(t)})}async ask(t){let{links:e,failed:i}=await Ut(this.hass,[t]),[o]=i;if(o)throw new Error(y(this.hass,o.words));return e}again(t){return this.run(async()=>{let e=await jt(this.hass,t);K(this,this.text("retried")),N(k("uploads",[e.device_id,e.upload_id]))})}discard(t){return this.run(async()=>{let e=await Rt(this.renderRoot,this.hass,[t]);e&&(this.error=e.failed.get(t.upload_id)??"",e.deleted.size&&N(this.back,!0))})}};M.styles=[x,_,g`
:host {
display: grid;
gap: var(--dd-gap);
}
.card {
display: grid;
gap: 12px;
min-inline-size: 0;
}
dl {
display: grid;
grid-template-columns: auto 1fr;
gap: 4px 16px;
}
dt {
color: var(--secondary-text-color);
}
dd {
overflow-wrap: anywhere;
}
.back {
justify-self: start;
}
ul {
display: grid;
gap: 12px;
}
.link {
display: flex;
gap: 8px;
}
.link input {
flex: 1;
min-inline-size: 0;
}
`],c([v({attribute:!1})],M.prototype,"hass",2),c([v({attribute:!1})],M.prototype,"device",2),c([v({attribute:!1})],M.prototype,"upload",2),c([v({attribute:!1})],M.prototype,"back",2),c([m()],M.prototype,"known",2),c([m()],M.prototype,"error",2),c([m()],M.prototype,"gone",2),c([m()],M.prototype,"links",2),c([m()],M.prototype,"busy",2),M=c([b("dji-dock-upload-detail")],M);var bi=[["download",Jt],["retry",pt],["cancel",Qt],["delete",Zt]];function qt(r,s){return`${s.dock}, ${T(r,s.created)}`}function qe(r,{hass:s,ticked:t,handler:e}){return n`<input
type="checkbox"
aria-label=${qt(s,r)}
.checked=${P(t)}
@click=${i=>{e.tick(r,i.target.checked,i.shiftKey)}}
/>`}function Be(r,{hass:s}){return n`<a href=${k("uploads",[r.device_id,r.upload_id])}
>${T(s,r.created)}</a
>`}function We(r,s){let{hass:t}=s,e=(a,l)=>p(t,`uploads.${a}`,l),i=Tt(r),o=r.words??r.files.find(a=>a.words)?.words;return n`${rt(t,r)}
${i==="none"?d:n`<span class="tag">${e(`deleted_${i}`)}</span>`}
${r.status==="queued"&&r.position!==null?n`<span class="secondary">${e("waits_at",{place:String(r.position)})}</span>`:d}
${r.status==="queued"||j(r)?d:xi(r,s)}
${o?n`<p class="why">${y(t,o)}</p>`:d}
${s.error?n`<p class="why bad" role="alert">${s.error}</p>`:d}`}function xi(r,{hass:s}){let t=it(r),e=[r.progress===null?"":ft(s,r.progress),r.rate===null?"":mt(s,r.rate),t===null?"":p(s,"uploads.left",{time:Z(s,t)})];return n`<span class="figures">${e.filter(Boolean).join(" \xB7 ")}</span>
<dji-dock-bar
.value=${r.progress}
.label=${qt(s,r)}
.tone=${r.status==="stalled"?"still":""}
></dji-dock-bar>`}function Ge(r,s){return s.modules.map(t=>E(r,"log_module",t)).join(", ")}function Qe(r,{hass:s,busy:t,handler:e}){return n`<span class="deeds"
>${bi.map(([i,o])=>{if(!r.may[i])return d;let a=p(s,`uploads.do_${i}`);return n`<button
class="icon"
title=${a}
aria-label="${a}: ${qt(s,r)}"
?disabled=${t}
@click=${()=>e.act(r,i)}
>
${R(o)}
</button>`})}</span
>`}function Ke(r,s){let{hass:t,ticked:e}=s;return n`<tr class=${e?"picked":""} aria-busy=${s.busy?"true":"false"}>
<td>${qe(r,s)}</td>
<td>${Be(r,s)}</td>
<td>${r.dock}</td>
<td><div class="state">${We(r,s)}</div></td>
<td>${Ge(t,r)}</td>
<td class="figure">${z(t,It(r))}</td>
<td class="end">${Qe(r,s)}</td>
</tr>`}function Ye(r,s){let{hass:t,ticked:e}=s,i=It(r);return n`<li class="card ${e?"picked":""}">
<div class="row">
${qe(r,s)}
<span class="grow"><strong>${r.dock}</strong><br />${Be(r,s)}</span>
</div>
<div class="state">${We(r,s)}</div>
<div class="row">
<span class="secondary grow"
>${Ge(t,r)}${i===null?"":` \xB7 ${z(t,i)}`}</span
>
${Qe(r,s)}
</div>
</li>`}var Ze=g`
table {
border-collapse: collapse;
inline-size: 100%;
table-layout: fixed;
}
th {
text-align: start;
font-weight: 500;
color: var(--secondary-text-color);
}
th,
td {
padding: 6px 8px;
overflow-wrap: anywhere;
border-block-end: var(--dd-border);
}
td {
block-size: 53px;
}
tbody tr:hover {
background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
}
tr.picked,
li.picked {
background: color-mix(
in srgb,
var(--primary-color, #009ac7) 10%,
var(--card-background-color, #fff)
);
}
.figure {
text-align: end;
white-space: nowrap;
font-variant-numeric: tabular-nums;
}
.figures {
font-variant-numeric: tabular-nums;
}
.end {
text-align: end;
}
.state {
display: flex;
flex-wrap: wrap;
align-items: center;
gap: 2px 10px;
}
.state dji-dock-bar,
.why {
flex: 1 0 100%;
}
.why {
color: var(--secondary-text-color);
}
.why.bad {
color: var(--dd-bad);
}
.tag {
border: var(--dd-border);
border-radius: 999px;
padding: 1px 10px;
font-size: 0.93em;
}
.deeds {
display: inline-flex;
flex-wrap: wrap;
justify-content: flex-end;
}
li.card {
display: grid;
gap: 8px;
padding: 12px;
}
`;var Bt=100,_i=200,Je=["created","dock","status","modules","size"],S=class extends J{constructor(){super();this.rows=[];this.loading=!1;this.loaded=!1;this.error="";this.picked=new Set;this.busy=new Set;this.problems=new Map;this.told="";this.next=null;this.asked="";this.run=0;this.scrolled=0;this.second=0;this.watch=new IntersectionObserver(t=>{t.some(e=>e.isIntersecting)&&this.more()},{rootMargin:"600px"});new B(this),new X(this,()=>(this.second+=1,!this.isDetail&&this.rows.some(t=>t.eta!==null)))}disconnectedCallback(){super.disconnectedCallback(),this.watch.disconnect()}get isDetail(){return this.route.parts.length>1}get filter(){return Ae(this.route.query)}text(t,e){return p(this.hass,`uploads.${t}`,e)}willUpdate(t){if(t.has("route")&&this.isDetail&&!Xe(t.get("route"))&&(this.scrolled=window.scrollY),this.isDetail||!f.ready)return;let e=this.filter,i=JSON.stringify(e);if(i!==this.asked?(this.asked=i,this.rows=[],this.next=null,this.loaded=!1,this.picked=new Set,this.problems=new Map,this.entries=f.entries,this.load()):this.entries!==f.entries&&(this.entries=f.entries,f.live&&this.load()),!this.loaded)return;this.rows=Ne(this.rows,f.uploads,f.gone,a=>Ce(this.hass,e,a),this.next===null);let o=new Set(this.rows.map(a=>a.upload_id));[...this.picked].some(a=>!o.has(a))&&(this.picked=new Set([...this.picked].filter(a=>o.has(a))))}updated(t){this.watch.disconnect();let e=this.renderRoot.querySelector("#more");e&&this.watch.observe(e),t.has("route")&&Xe(t.get("route"))&&!this.isDetail&&window.scrollTo({top:this.scrolled})}async load(){let t=++this.run,e=Math.min(_i,Math.max(Bt,this.rows.length));this.loading=!0,this.error="";try{let{uploads:i,next:o}=await Dt(this.hass,{...Nt(this.hass,this.filter),limit:e});if(t!==this.run)return;let a=Ie(this.rows,i);a.length===i.length&&(this.next=o),this.rows=a,this.loaded=!0}catch(i){t===this.run&&(this.error=w(this.hass,i))}finally{t===this.run&&(this.loading=!1)}}async more(){if(this.loading||this.next===null)return;let t=++this.run;this.loading=!0;try{let{uploads:e,next:i}=await Dt(this.hass,{...Nt(this.hass,this.filter),before:this.next,limit:Bt});if(t!==this.run)return;let o=new Set(this.rows.map(a=>a.upload_id));this.rows=[...this.rows,...e.filter(a=>!o.has(a.upload_id))],this.next=i}catch(e){t===this.run&&(this.error=w(this.hass,e))}finally{t===this.run&&(this.loading=!1)}}tick(t,e,i){let o=this.rows.map($=>$.upload_id),a=o.indexOf(t.upload_id),l=i&&this.lastRow!==void 0?o.indexOf(this.lastRow):a,h=l<0?a:l,u=new Set(this.picked);for(let $ of o.slice(Math.min(a,h),Math.max(a,h)+1))e?u.add($):u.delete($);this.picked=u,this.lastRow=t.upload_id}act(t,e){this.deed([t],e)}async deed(t,e){let i=t.map(l=>l.upload_id);this.busy=new Set([...this.busy,...i]),this.told="";let o=new Map(this.problems);for(let l of i)o.delete(l);try{for(let[l,h]of await this.carryOut(t,e))o.set(l,h)}catch(l){for(let h of i)o.set(h,w(this.hass,l))}finally{this.busy=new Set([...this.busy].filter(l=>!i.includes(l))),this.problems=o}let a=i.filter(l=>o.has(l)).length;a&&i.length>1&&(this.told=U(this.hass,"uploads.not_done",a))}async carryOut(t,e){let{hass:i}=this,o=this.renderRoot,[a]=t;if(!a)return new Map;switch(e){case"download":{let{links:l,failed:h}=await Ut(i,t);return Et(l)?new Map(t.map(u=>[u.upload_id,this.text("mixed")])):(await Mt(l),Pt(i,h))}case"retry":return await jt(i,a),K(this,this.text("retried")),new Map;case"cancel":return await Pe(o,i,a),new Map;case"delete":{let l=await Rt(o,i,t);return l?(l.deleted.size&&(this.rows=this.rows.filter(h=>!l.deleted.has(h.upload_id)),K(this,U(i,"uploads.deleted",l.deleted.size)),await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()),l.failed):new Map}}}render(){let{hass:t}=this;if(!f.ready)return n`<p class="secondary">${p(t,"common.loading")}</p>`;let[e,i]=this.route.parts;if(e&&i)return n`<dji-dock-upload-detail
.hass=${t}
.device=${e}
.upload=${i}
.back=${k("uploads",[],this.asked?_t(JSON.parse(this.asked)):{})}
></dji-dock-upload-detail>`;let o=this.filter;return n`<h2 id="heading" class="visually-hidden" tabindex="-1">${this.text("heading")}</h2>
${this.renderFilters(o)}
${this.error?n`<dji-dock-alert level="error"
>${this.error}
<button slot="action" @click=${()=>{this.load()}}>
${p(t,"common.retry")}
</button></dji-dock-alert
>`:d}
${this.told?n`<dji-dock-alert level="error">${this.told}</dji-dock-alert>`:d}
${this.rows.length?this.renderRows():this.renderNone(o)}
${this.next===null?d:n`<button id="more" ?disabled=${this.loading} @click=${()=>{this.more()}}>
${p(t,this.loading?"common.loading":"common.more")}
</button>`}
${this.picked.size?this.renderBulk():d}`}go(t){N(k("uploads",[],_t(t)),!0)}renderFilters(t){let{hass:e}=this,i=l=>{let h=t.groups.includes(l),u=at.filter($=>$===l?!h:t.groups.includes($));this.go({...t,groups:u})},o=[...f.docks.values()].sort((l,h)=>l.name.localeCompare(h.name)),a=l=>n`<label
>${this.text(l)}
<input
type="date"
.value=${t[l].slice(0,10)}
@change=${h=>{this.go({...t,[l]:h.target.value})}}
/></label>`;return n`<div class="filters">
<div class="row" role="group" aria-label=${this.text("filter")}>
<button
class="chip"
aria-pressed=${t.groups.length?"false":"true"}
@click=${()=>this.go({...t,groups:[]})}
>
${this.text("all")}
</button>
${at.map(l=>n`<button
class="chip"
aria-pressed=${t.groups.includes(l)?"true":"false"}
@click=${()=>i(l)}
>
${this.text(`group_${l}`)}
</button>`)}
</div>
${o.length>1||t.dock?n`<select
aria-label=${p(e,"common.choose_dock")}
@change=${l=>{this.go({...t,dock:l.target.value})}}
>
<option value="">${p(e,"common.all_docks")}</option>
${o.map(({device_id:l,name:h})=>n`<option value=${l} ?selected=${l===t.dock}>
${h}
</option>`)}
</select>`:d}
<div class="days">${a("since")} ${a("until")}</div>
</div>`}renderNone(t){let{hass:e}=this;if(!this.loaded)return n`<p class="secondary">
${this.error?d:p(e,"common.loading")}
</p>`;let i=Object.values(_t(t)).some(Boolean);return n`<dji-dock-empty
.icon=${ht}
.heading=${this.text(i?"none_fits":"none")}
>
${i?n`<button
class="primary"
@click=${()=>this.go({groups:[],dock:"",since:"",until:""})}
>
${this.text("show_all")}
</button>`:n`<p>${this.text("none_text")}</p>
<a class="button primary" href=${k("logs")}>${this.text("to_logs")}</a>`}
</dji-dock-empty>`}look(t){let e=t.upload_id;return{hass:this.hass,ticked:this.picked.has(e),busy:this.busy.has(e),error:this.problems.get(e)??"",handler:this}}renderRows(){let t=tt(this.rows,Bt),e=o=>a=>{let l=this.look(a),h=j(a)?0:this.second,u=[a,l.ticked,l.busy,l.error,h,this.hass.localize,o];return Oe(u,()=>o(a,l))},i=o=>o.upload_id;return this.narrow?n`${t.map(o=>n`<ul class="block" style="--rows:${o.length}">
${Q(o,i,e(Ye))}
</ul>`)}`:n`<div class="list card">
${t.map((o,a)=>n`<table
class="block"
style="--rows:${o.length}"
aria-label=${this.text("heading")}
>
${this.renderHead(a===0)}
<tbody>
${Q(o,i,e(Ke))}
</tbody>
</table>`)}
</div>`}renderHead(t){let e=this.picked.size;return n`<colgroup>
<col class="box" />
${Je.map(i=>n`<col class="c-${i}" />`)}
<col class="c-deeds" />
</colgroup>
${t?n`<thead>
<tr>
<th>
<input
type="checkbox"
aria-label=${this.text("select_all")}
.checked=${P(e>0&&e===this.rows.length)}
.indeterminate=${P(e>0&&e<this.rows.length)}
@click=${i=>{let o=i.target.checked;this.picked=new Set(o?this.rows.map(a=>a.upload_id):[])}}
/>
</th>
${Je.map(i=>n`<th scope="col" class=${i==="size"?"figure":""}>
${this.text(`column_${i}`)}
</th>`)}
<th scope="col">
<span class="visually-hidden">${this.text("column_deeds")}</span>
</th>
</tr>
</thead>`:d}`}renderBulk(){let{hass:t}=this,e=this.rows.filter(h=>this.picked.has(h.upload_id)),[i,o]=[e.filter(h=>h.may.download),e.filter(h=>h.may.delete)],a=i.flatMap(h=>h.files).length,l=e.some(h=>this.busy.has(h.upload_id));return n`<section class="card bulk" aria-label=${this.text("bulk")}>
<div class="row">
<span class="grow" role="status"
>${U(t,"uploads.selected",e.length)}</span
>
<button
?disabled=${l||!i.length}
@click=${()=>{this.deed(i,"download")}}
>
${p(t,"common.download")}${i.length?` (${i.length})`:""}
</button>
${o.length?n`<button ?disabled=${l} @click=${()=>{this.deed(o,"delete")}}>
${p(t,"common.delete")} (${o.length})
</button>`:d}
<button
class="plain"
@click=${async()=>{this.picked=new Set,await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()}}
>
${this.text("deselect")}
</button>
</div>
${a>1?n`<p class="secondary">${this.text("several_files")}</p>`:d}
</section>`}};S.styles=[x,_,ut,wt,Ze,g`
:host {
display: grid;
gap: var(--dd-gap);
}
h2:focus {
outline: none;
}
.filters {
display: flex;
flex-wrap: wrap;
gap: 8px 16px;
}
:host([narrow]) .filters {
flex-direction: column;
}
:host([narrow]) .filters .row {
flex-wrap: nowrap;
overflow-x: auto;
scrollbar-width: none;
margin-inline: -8px;
padding: 4px 8px;
}
:host([narrow]) .chip {
flex: none;
}
.days {
display: flex;
gap: 12px;
}
.days label,
.days input {
flex: 1;
min-inline-size: 0;
}
.list.card {
padding: 0 8px;
}
ul.block {
display: grid;
gap: 8px;
}
.block {
content-visibility: auto;
contain-intrinsic-size: auto calc(var(--rows) * 54px);
}
ul.block {
contain-intrinsic-size: auto calc(var(--rows) * 150px);
}
.bulk {
position: sticky;
inset-block-end: 8px;
z-index: 2;
box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
padding: 10px 16px;
}
.box {
inline-size: 36px;
}
.c-created {
inline-size: 17%;
}
.c-dock {
inline-size: 14%;
}
.c-modules {
inline-size: 11%;
}
.c-size {
inline-size: 84px;
}
.c-deeds {
inline-size: 142px;
}
#more {
justify-self: center;
}
`],c([m()],S.prototype,"rows",2),c([m()],S.prototype,"loading",2),c([m()],S.prototype,"loaded",2),c([m()],S.prototype,"error",2),c([m()],S.prototype,"picked",2),c([m()],S.prototype,"busy",2),c([m()],S.prototype,"problems",2),c([m()],S.prototype,"told",2),S=c([b("dji-dock-page-uploads")],S);function Xe(r){return(r?.parts.length??0)>1}
