import{a as re,c as ge,d as ve,e as $e,f as Dt,g as ye,h as yt,i as wt,j as B,k as we,l as ke,m as be,n as xe,o as Lt}from"./chunk-KXHC2PXU.js";import{a as Se}from"./chunk-GGWBLK3A.js";import{a as Z,c as Ue}from"./chunk-QNRXL7OQ.js";import{a as C,c as K}from"./chunk-R6CF24J6.js";import{a as W,b as _e,c as Te,d as Re,e as je,f as G}from"./chunk-EXSONS3T.js";import{a as se,b as j,c as f,d as q,g as k}from"./chunk-OD7S5LMO.js";import{a as w}from"./chunk-ORE6D2L7.js";import"./chunk-UMSXCKQP.js";import{a as Mt,b as Q,c as b,e as zt,f as Y,h as z,i as gt,j as vt}from"./chunk-2VWBIQL4.js";import{a as Vt,b as oe,c as ne,d as ae,e as le,f as de,g as $t,h as ce,i as pe,n as he,o as ue,p as me,r as fe}from"./chunk-WBOMTXL7.js";import{K as Zt,O as Jt,P as Xt,Q as ut,S as te,T as mt,W as g,X as n,Z as rt,_ as d,aa as ee,b as st,ba as L,ca as $,d as Pt,da as m,ea as ie,f as Et,fa as x,g as qt,ga as R,h as pt,ha as _,ia as T,ja as ft,l as Bt,la as h,m as Wt,ma as S,na as y,o as Gt,pa as E,q as ht,r as Kt,s as Qt,u as Yt}from"./chunk-E2XFT2OW.js";import{a as p}from"./chunk-JFKSI6I7.js";var Ee=new WeakMap;function ot(s,r=Date.now()){if(s.eta===null)return null;let t=Ee.get(s);return t===void 0&&Ee.set(s,t=r),si(Math.max(0,s.eta-(r-t)/1e3))}function si(s){let r=s>600?60:s>120?10:1;return Math.round(s/r)*r}var J=class{constructor(r,t){this.host=r;this.wanted=t;r.addController(this)}hostConnected(){this.timer=setInterval(()=>{this.wanted()&&this.host.requestUpdate()},1e3)}hostDisconnected(){clearInterval(this.timer)}};function nt(s,r){return new Promise(t=>{let e=document.createElement("div"),i=null,o=()=>e.querySelector("dji-dock-dialog");ee(n`<dji-dock-dialog
.heading=${r.heading}
.closeLabel=${r.keep}
@closed=${()=>{e.remove(),t(i)}}
>
<p>${r.text}</p>
${r.option===void 0?d:n`<label><input type="checkbox" /> ${r.option}</label>`}
<button slot="actions" @click=${()=>o()?.close()}>${r.keep}</button>
<button
slot="actions"
class="danger"
@click=${()=>{i={option:e.querySelector("input")?.checked??!1},o()?.close()}}
>
${r.action}
</button>
</dji-dock-dialog>`,e),s.append(e)})}var ri={queued:[te,""],stalled:[st,"warn"],canceling:[Et,""],uploaded:[pt,"good"],failed:[Wt,"bad"],canceled:[Et,""]};function at(s,r){let[t,e]=ri[r.status]??[Jt,"busy"],i=r.partial===!0&&r.status==="uploaded",o=i?h(s,"uploads.partial"):E(s,"upload_status",r.status);return n`<span class="status ${i?"warn":e}"
>${R(i?st:t,20)}${o}</span
>`}var kt=g`
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
`;var N=class extends L{constructor(){super();this.error="";this.canceling=null;new J(this,()=>!j(this.upload))}render(){let{hass:t,upload:e}=this,i=e.files;return n`<div class="row">
<div class="title"><slot></slot></div>
${at(t,e)}
${e.may.cancel&&!j(e)?n`<button ?disabled=${this.canceling!==null} @click=${()=>this.cancel()}>
${h(t,"uploads.cancel_upload")}
</button>`:d}
</div>
${this.renderWhole()}
${i.length?n`<ul>
${i.map(o=>this.renderFile(o))}
</ul>`:d}
${e.words?n`<p>${y(t,e.words)}</p>`:d}
${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}`}renderWhole(){let{hass:t,upload:e}=this;if(e.status==="queued"){let o=e.position===null?"waits":"waits_at",a=String(e.position);return n`<p class="secondary">${h(t,`uploads.${o}`,{place:a})}</p>`}let i=ot(e);return j(e)||i===null||e.files.length<2?d:n`<p class="secondary">${this.left(i)}</p>`}left(t){return h(this.hass,"uploads.left",{time:Y(this.hass,t)})}renderFile(t){let{hass:e,upload:i}=this,o=E(e,"log_module",t.module),a=j(t),l=ot(t),c=[a?z(e,t.stored_size??t.size):vt(e,t.progress),t.rate===null?"":gt(e,t.rate),l===null?"":this.left(l)],u=i.files.filter(v=>!j(v)).length>1;return n`<li>
<div class="line">
<span class="name">${o}</span>
${i.files.length>1||t.status!==i.status?at(e,t):d}
<span class="figures">${c.filter(Boolean).join(" \xB7 ")}</span>
${u&&!a&&i.may.cancel&&t.status!=="canceling"?n`<button
?disabled=${this.canceling!==null}
@click=${()=>this.cancel(t.module)}
>
${h(e,"uploads.cancel_module",{module:o})}
</button>`:d}
</div>
${j(i)?d:n`<dji-dock-bar
.value=${t.status==="uploaded"?100:a?t.progress??0:t.progress}
.label=${`${o}: ${E(e,"upload_status",t.status)}`}
.tone=${oi[t.status]??""}
></dji-dock-bar>`}
${t.words?n`<p class="secondary">${y(e,t.words)}</p>`:d}
</li>`}async cancel(t){let{hass:e,upload:i}=this,{device_id:o,upload_id:a}=i,l=u=>h(e,`uploads.${u}`);if(await nt(this.renderRoot,{heading:l("cancel_heading"),text:l(i.status==="queued"?"cancel_waiting_text":"cancel_text"),action:t?h(e,"uploads.cancel_module",{module:E(e,"log_module",t)}):l("cancel_upload"),keep:l("keep")})){this.canceling=t??"",this.error="";try{await $t(e,{device_id:o,upload_id:a,...t?{modules:[t]}:{}})}catch(u){this.error=w(e,u)}finally{this.canceling=null}}}};N.styles=[_,T,kt,g`
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
`],p([$({attribute:!1})],N.prototype,"hass",2),p([$({attribute:!1})],N.prototype,"upload",2),p([m()],N.prototype,"error",2),p([m()],N.prototype,"canceling",2),N=p([x("dji-dock-upload")],N);var oi={uploaded:"good",failed:"bad",canceled:"still",stalled:"still"};function bt(s,r){let t=new Intl.DateTimeFormat("en-US",{...s.locale.time_zone==="server"?{timeZone:s.config.time_zone}:{},hourCycle:"h23",year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit"}).formatToParts(r),e=i=>t.find(o=>o.type===i)?.value??"";return`${e("year").padStart(4,"0")}-${e("month")}-${e("day")}T${e("hour")}:${e("minute")}`}function lt(s,r){let t=Date.parse(`${r}Z`);if(Number.isNaN(t))return null;let e=t;for(let i=0;i<2;i++)e+=t-ni(s,e);return e}function ni(s,r){return Date.parse(`${bt(s,r)}Z`)+r%6e4}var ai=720*36e5,li=50;async function Ve(s,r,t){let e=Date.now();try{let{events:i}=await he(s,{device_id:r,start:new Date(e-ai).toISOString(),end:new Date(e).toISOString(),kinds:[t],limit:200});return i}catch{return[]}}async function De(s,r,t){let e=(await Ve(s,r,"alarm")).filter(({what:a})=>a!=="cleared"),i=[...t.map(({since:a,text:l})=>({when:a,words:l})),...e.map(({when:a,words:l})=>({when:a,words:l}))],o=new Map;for(let{when:a,words:l}of i){let c=Date.parse(a??"");if(Number.isNaN(c))continue;let u=`${b(s,a)}: ${y(s,l)}`;o.set(u,{from:c-9e5,to:c+9e5,text:u})}return He(o.values())}async function di(s,r){let t=new Map,e;for(let{what:i,when:o,data:a}of(await Ve(s,r,"flight")).reverse()){let l=Date.parse(o),c=typeof a.flight_id=="string"?a.flight_id:"";i==="ended"&&e!==void 0&&t.set(c||o,{first:e,last:l,files:0}),e=i==="started"?l:void 0}return t}async function Le(s,r){let t=await di(s,r);try{let{days:e}=await pe(s,{device_id:r,limit:30});for(let{flight_id:i,first:o,last:a,files:l}of e.flatMap(c=>c.flights)){if(!i)continue;let c=t.get(i);t.set(i,{first:Math.min(Date.parse(o),c?.first??1/0),last:Math.max(Date.parse(a),c?.last??0),files:l+(c?.files??0)})}}catch(e){if(!t.size)throw e}return He([...t.values()].map(({first:e,last:i,files:o})=>{let[a,l]=[new Date(e),new Date(i)],c=o?` \xB7 ${S(s,"logs.files",o)}`:"";return{from:e-3e5,to:i+3e5,text:`${b(s,a)} \u2013 ${Q(s,l)}${c}`}}))}function He(s){return[...s].sort((r,t)=>t.from-r.from).slice(0,li)}var Ht=36e5,I=class extends L{constructor(){super(...arguments);this.error="";this.momentsOf=""}willUpdate(t){let{scope:e}=this.choice;if(e!=="alarm"&&e!=="flight"){this.momentsOf="";return}let i=`${this.dock.device_id} ${e}`;t.size&&this.momentsOf!==i&&this.load(i,e)}async load(t,e){this.momentsOf=t,this.moments=void 0,this.error="";let{hass:i,dock:o}=this,a=[],l="";try{a=e==="alarm"?await De(i,o.device_id,o.alarms):await Le(i,o.device_id)}catch(c){l=w(i,c)}this.momentsOf===t&&(this.moments=a,this.error=l)}text(t){return h(this.hass,`logs.${t}`)}render(){let{scope:t}=this.choice;return n`<fieldset>
<legend class="visually-hidden">${this.text("which")}</legend>
<div class="row">
${ge.map(e=>n`<label class="chip"
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
${t==="alarm"||t==="flight"?this.renderMoments(t):d}`}changeScope(t){let e=Date.now();this.choose(t==="time"?{scope:t,from:e-24*Ht,to:e}:{scope:t,from:null,to:null})}choose(t){this.dispatchEvent(new CustomEvent("chosen",{detail:t}))}renderTime(){let{hass:t,choice:e}=this,i=o=>n`<label class="stacked"
>${this.text(o)}
<input
type="datetime-local"
.value=${e[o]===null?"":bt(t,e[o])}
@change=${a=>{let l=lt(t,a.target.value);this.choose({...e,[o]:l})}}
/></label>`;return n`<div class="row">${i("from")} ${i("to")}</div>
<div class="row">
${["last_hour","today","yesterday"].map(o=>n`<button @click=${()=>this.choose({scope:"time",...this.range(o)})}>
${this.text(o)}
</button>`)}
</div>
${wt(e)?n`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`:d}`}range(t){let e=Date.now();if(t==="last_hour")return{from:e-Ht,to:e};let i=a=>lt(this.hass,`${bt(this.hass,a).slice(0,10)}T00:00`)??a,o=i(e);return t==="today"?{from:o,to:e}:{from:i(o-Ht),to:o-1e3}}renderMoments(t){let{moments:e,choice:i}=this;if(this.error)return n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`;if(!e)return n`<p class="secondary">${h(this.hass,"common.loading")}</p>`;if(!e.length)return n`<p class="secondary">${this.text(`no_${t}s`)}</p>`;let o=e.findIndex(({from:a,to:l})=>a===i.from&&l===i.to);return n`<label class="stacked"
>${this.text(t)}
<select
@change=${a=>{let l=e[Number(a.target.value)];l&&this.choose({scope:t,from:l.from,to:l.to})}}
>
${o<0?n`<option value="-1" selected>${this.text(`choose_${t}`)}</option>`:d}
${e.map(({text:a},l)=>n`<option value=${l} ?selected=${l===o}>${a}</option>`)}
</select></label
>
<p class="secondary">${this.text(`around_${t}`)}</p>`}};I.styles=[_,T,ft,g`
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
`],p([$({attribute:!1})],I.prototype,"hass",2),p([$({attribute:!1})],I.prototype,"dock",2),p([$({attribute:!1})],I.prototype,"choice",2),p([m()],I.prototype,"moments",2),p([m()],I.prototype,"error",2),I=p([x("dji-dock-log-chooser")],I);var P=_e(class extends Te{constructor(s){if(super(s),s.type!==W.PROPERTY&&s.type!==W.ATTRIBUTE&&s.type!==W.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!Re(s))throw Error("`live` bindings can only contain a single expression")}render(s){return s}update(s,[r]){if(r===rt||r===d)return r;let t=s.element,e=s.name;if(s.type===W.PROPERTY){if(r===t[e])return rt}else if(s.type===W.BOOLEAN_ATTRIBUTE){if(!!r===t.hasAttribute(e))return rt}else if(s.type===W.ATTRIBUTE&&t.getAttribute(e)===r+"")return rt;return je(s),r}});function ci(s,{start:r,end:t}){if(r===null&&t===null)return h(s,"logs.time_unknown");if(r===null||t===null)return b(s,r??t);let e=Mt(s,r)===Mt(s,t);return`${b(s,r)} \u2013 ${e?Q(s,t):b(s,t)}`}function pi({start:s,end:r}){return s===null||r===null?null:(Date.parse(r)-Date.parse(s))/1e3}function Oe(s,r,t,e,i){let o=t.map(B),a=o.filter(u=>e.has(u)).length,l=E(s,"log_module",r),c=t.reduce((u,v)=>u+(v.size??0),0);return n`<table aria-label=${l}>
<thead>
<tr>
<th class="box">
<input
type="checkbox"
aria-label=${h(s,"logs.select_all",{module:l})}
.checked=${P(a>0&&a===o.length)}
.indeterminate=${P(a>0&&a<o.length)}
@click=${u=>{i(o,null,u.target.checked,!1)}}
/>
</th>
<th scope="col">${h(s,"logs.time")}</th>
<th scope="col" class="figure">${h(s,"logs.length")}</th>
<th scope="col" class="figure">${h(s,"logs.size")}</th>
</tr>
</thead>
<tbody>
${G(t,B,u=>{let v=B(u),D=v.replace(":","-");return n`<tr class=${e.has(v)?"picked":""}>
<td class="box">
<input
type="checkbox"
id=${D}
.checked=${P(e.has(v))}
@click=${H=>{i(o,v,H.target.checked,H.shiftKey)}}
/>
</td>
<td><label for=${D}>${ci(s,u)}</label></td>
<td class="figure">${Y(s,pi(u))}</td>
<td class="figure">${z(s,u.size)}</td>
</tr>`})}
</tbody>
${t.length>1?n`<tfoot>
<tr>
<td></td>
<td colspan="2">${S(s,"logs.count",t.length)}</td>
<td class="figure">${z(s,c)}</td>
</tr>
</tfoot>`:d}
</table>`}var Fe=g`
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
`;var dt=["in_progress","waiting","uploaded","failed","canceled"],Ot={in_progress:["requested","pulling","compressing","uploading","stalled","canceling"],waiting:["queued"],uploaded:["uploaded"],failed:["failed"],canceled:["canceled"]};function hi(s){return dt.find(r=>Ot[r].includes(s))??"in_progress"}function Ie(s){let r=(s.get("status")??"").split(",");return{groups:dt.filter(t=>r.includes(t)||Ot[t].some(e=>r.includes(e))),dock:s.get("dock")??"",since:s.get("since")??"",until:s.get("until")??""}}function Tt({groups:s,...r}){return{status:s.join(","),...r}}function xt(s,r,t){if(!r.includes("T")){let i=lt(s,`${r}T${t?"23:59":"00:00"}`);return i===null||!t?i:i+59999}let e=Date.parse(r);return Number.isNaN(e)?null:e}var Ce=s=>s===null?void 0:new Date(s).toISOString();function Ft(s,r){return{device_id:r.dock||void 0,status:r.groups.length?r.groups.flatMap(t=>Ot[t]):void 0,since:Ce(xt(s,r.since,!1)),until:Ce(xt(s,r.until,!0))}}function Ae(s,r,t){let e=Date.parse(t.created),i=xt(s,r.since,!1),o=xt(s,r.until,!0);return(!r.groups.length||r.groups.includes(hi(t.status)))&&(!r.dock||r.dock===t.device_id)&&(i===null||e>=i)&&(o===null||e<=o)}function _t(s,r){return Date.parse(r.created)-Date.parse(s.created)||(s.upload_id<r.upload_id?1:s.upload_id>r.upload_id?-1:0)}function Ne(s,r,t,e,i){let o=s.filter(u=>!t.has(u.upload_id)).map(u=>r.get(u.upload_id)??u),a=new Set(o.map(u=>u.upload_id)),l=o.at(-1),c=[...r.values()].filter(u=>!a.has(u.upload_id)&&!t.has(u.upload_id)&&e(u)&&(i||l!==void 0&&_t(u,l)<0));return c.length?[...o,...c].sort(_t):o}function Pe(s,r,t=()=>!1){let e=r.at(-1),i=new Set(r.map(a=>a.upload_id)),o=s.filter(a=>!i.has(a.upload_id)&&(t(a)||e&&_t(e,a)<0));return[...r,...o].sort(_t)}function Rt(s){let r=s.files.filter(t=>t.deleted).length;return r===0?"none":r===s.files.length?"all":"some"}function Ct(s){let t=s.files.map(e=>e.stored_size??e.size).filter(e=>e!==null);return t.length?t.reduce((e,i)=>e+i,0):null}function X(s,r){let t=Math.ceil(s.length/r);return Array.from({length:t},(e,i)=>s.slice(i*r,(i+1)*r))}var ui=600,mi=50;async function tt(s,r){let t={links:[],failed:[]};for(let e of X(r,mi)){let{links:i,failed:o}=await ne(s,e.map(({device_id:a,upload_id:l})=>({device_id:a,upload_id:l})));t.links.push(...i),t.failed.push(...o)}return t}function et(s,r=location.protocol){return r==="https:"&&s.some(({url:t})=>t.startsWith("http:"))}async function it(s,r=fi,t=ui){for(let[e,i]of s.entries())e>0&&await new Promise(o=>setTimeout(o,t)),r(i)}function fi({url:s,name:r}){let t=document.createElement("a");t.href=s,t.download=r,t.rel="noreferrer",t.style.display="none",document.body.append(t),t.click(),t.remove()}var qe="",gi={power_aircraft:"aircraft_power",open_remote_debugging:"remote_debugging"},U=class extends Z{constructor(){super();this.withAircraft=!1;this.starting=!1;this.switching=!1;this.notSwitched="";this.saving="";this.error="";this.refused="";this.heard="";this.seen=new Set;this.run=0;this.changeDock=t=>{let{value:e}=t.target,{scope:i}=this.choice,o=i==="alarm"||i==="flight"?{}:Dt(this.choice);C(k("logs",[e],o))};new q(this)}get choice(){return $e(this.route.query)}get dock(){return f.docks.get(this.route.parts[0]??"")}get list(){return this.asked?.dock===this.route.parts[0]?this.asked?.list:void 0}get chosen(){return this.picked?this.picked:this.list?be(this.list,this.choice):new Set}text(t,e){return h(this.hass,`logs.${t}`,e)}willUpdate(t){t.has("route")&&(this.picked=void 0,this.lastRow=void 0,this.error=this.refused=this.notSwitched="");let{dock:e}=this;if(!e){this.openAny();return}qe=e.device_id;for(let a of this.uploads(e))this.seen.add(a.upload_id);if(!e.may.control)return;let i=`${e.device_id} ${e.online} ${e.aircraft?.online} ${e.upload}`,o=this.heard!==i&&(!this.list||this.list.unavailable.length>0);(this.asked?.dock!==e.device_id||o)&&this.load(e.device_id),this.heard=i}openAny(){let[t]=this.docks();if(!f.ready||this.route.parts.length||!t)return;let e=f.docks.get(qe)??t,i=k("logs",[e.device_id],Object.fromEntries(this.route.query));queueMicrotask(()=>C(i,!0))}docks(){return[...f.docks.values()].sort((t,e)=>t.name.localeCompare(e.name))}uploads(t){return[...f.uploads.values()].filter(e=>e.device_id===t.device_id).filter(e=>!j(e)||this.seen.has(e.upload_id)).sort((e,i)=>Number(j(e))-Number(j(i))||(e.created<i.created?-1:1))}async load(t){let e=++this.run,i=this.asked?.dock===t?this.asked:void 0;this.asked={dock:t,...i?.list?{list:i.list}:{}};let o;try{o={dock:t,list:await le(this.hass,t)}}catch(a){o={dock:t,error:w(this.hass,a)}}e===this.run&&(this.asked=o,o.list&&this.forget(o.list))}forget(t){if(this.switching=!1,t.unavailable.length||(this.withAircraft=!1),!this.picked)return;let e=new Set(t.files.map(B));this.picked=new Set([...this.picked].filter(i=>e.has(i)))}render(){if(!f.ready)return n`<p class="secondary">${h(this.hass,"common.loading")}</p>`;let{dock:t}=this;return f.docks.size?n`<div class="row">
<label
>${h(this.hass,"common.choose_dock")}
<select @change=${this.changeDock}>
${t?d:n`<option selected></option>`}
${this.docks().map(e=>n`<option value=${e.device_id} ?selected=${e===t}>
${e.name}${e.online?"":` (${h(this.hass,"common.offline")})`}
</option>`)}
</select></label
>
</div>
${t?this.renderDock(t):n`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`}`:Ue(this.hass)}renderDock(t){let e=this.uploads(t);return n`${e.length?n`<section class="uploads" aria-label=${this.text("uploads")}>
${e.map(i=>this.renderUpload(i))}
</section>`:d}
${this.renderNoBucket(t)}
${t.may.control?this.renderLogs(t):this.renderForbidden()}`}renderNoBucket({entry_id:t}){let e=f.entries.find(i=>i.entry_id===t);return!e||e.bucket.configured?d:n`<dji-dock-alert level="warning"
>${this.text("no_bucket")}
${f.admin?n`<a slot="action" class="button" href=${k("setup",[t])}
>${h(this.hass,"common.to_setup")}</a
>`:d}</dji-dock-alert
>`}renderForbidden(){return n`<dji-dock-empty .icon=${Yt} .heading=${this.text("forbidden")}>
<p>${this.text("forbidden_text")}</p>
</dji-dock-empty>`}renderUpload(t){let e=k("uploads",[t.device_id,t.upload_id]);return n`<div class="card">
<dji-dock-upload .hass=${this.hass} .upload=${t}
><h3>
<a href=${e}
>${this.text("upload_of",{when:b(this.hass,t.created)})}</a
>
</h3></dji-dock-upload
>
${t.may.download?n`<div class="row">
<button
?disabled=${this.saving===t.upload_id}
@click=${()=>{this.download(t)}}
>
${h(this.hass,"common.download")}
</button>
</div>`:d}
${this.unsaved?.upload===t.upload_id?n`<dji-dock-alert level="error">${this.unsaved.why}</dji-dock-alert>`:d}
</div>`}async download(t){let{upload_id:e}=t;this.saving=e,this.unsaved=void 0;try{let{links:i,failed:o}=await tt(this.hass,[t]),[a]=o;if(a)throw new Error(y(this.hass,a.words));et(i)?C(k("uploads",[t.device_id,e])):await it(i)}catch(i){this.unsaved={upload:e,why:w(this.hass,i)}}finally{this.saving=""}}renderLogs(t){let{asked:e,choice:i,list:o}=this,a=e!==void 0&&!e.error&&!e.list;return n`<section class="card">
<div class="row">
<h2 class="grow" id="which">${this.text("which")}</h2>
<button ?disabled=${a} @click=${()=>{this.load(t.device_id)}}>
${R(ut,20)}${this.text("refresh")}
</button>
</div>
<dji-dock-log-chooser
.hass=${this.hass}
.dock=${t}
.choice=${i}
@chosen=${l=>{C(k("logs",[t.device_id],Dt(l.detail)),!0)}}
></dji-dock-log-chooser>
</section>
${a?n`<p role="status">${this.text("loading")}</p>`:d}
${e?.error?this.renderUnlisted(e.error):d}
${o?n`<div class="modules">
${ve.map(l=>this.renderModule(t,o,l))}
</div>`:d}
${this.renderStart(t)}`}renderUnlisted(t){return n`<dji-dock-alert level="warning"
>${t}
${yt(this.choice)?n`<br />${this.text("queue_unlisted")}`:d}</dji-dock-alert
>`}renderModule(t,e,i){let{choice:o}=this,a=we(e,i),l=ye(o.scope)&&yt(o)?a.filter(u=>ke(u,o)):a,c=e.unavailable.find(u=>u.module===i);return n`<section class="card">
<h3>${E(this.hass,"log_module",i)}</h3>
${c?this.renderRefusal(t,e,c):d}
${l.length?Oe(this.hass,i,l,this.chosen,(u,v,D,H)=>{this.tick(u,v,D,H)}):c?d:n`<p class="secondary">${this.text(a.length?"none_in_time":"none")}</p>`}
</section>`}renderRefusal(t,e,{words:i,remedy:o}){let a=o&&this.switchOf(t,gi[o]);return n`<dji-dock-alert level="warning"
>${o==="power_aircraft"?this.text("aircraft_off"):y(this.hass,i)}
${a?n`<button
slot="action"
?disabled=${this.switching}
@click=${()=>{this.switchOn(a)}}
>
${this.text(this.switching?"switching":o)}
</button>`:d}</dji-dock-alert
>
${this.switching?n`<p role="status">${this.text("switching_text")}</p>`:d}
${this.notSwitched?n`<dji-dock-alert level="error">${this.notSwitched}</dji-dock-alert>`:d}
${o==="power_aircraft"&&e.power_aircraft?n`<label
><input
type="checkbox"
.checked=${this.withAircraft}
@change=${l=>{this.withAircraft=l.target.checked}}
/>${this.text("with_aircraft")}</label
>`:d}`}switchOf(t,e){return Object.values(this.hass.entities).find(i=>i?.device_id===t.device_id&&i.translation_key===e)?.entity_id}async switchOn(t){this.switching=!0,this.notSwitched="";try{await this.hass.callService("switch","turn_on",{entity_id:t},void 0,!1)}catch(e){this.switching=!1,this.notSwitched=w(this.hass,e)}}tick(t,e,i,o){let a=o?this.lastRow:void 0;this.picked=e?Lt(this.chosen,t,e,i,a):t.reduce((l,c)=>Lt(l,t,c,i,void 0),new Set(this.chosen)),this.lastRow=e??void 0}busy(t){return t.online?t.upload??t.queued?"waits_upload":t.aircraft?.flying?"waits_flight":"":"waits_offline"}renderStart(t){let{hass:e,list:i,chosen:o}=this,a=this.busy(t)||(this.asked?.error?"waits_offline":""),l=i?.files.filter(St=>o.has(B(St)))??[],c=l.reduce((St,ii)=>St+(ii.size??0),0),u=[l.length?S(e,"logs.selected",l.length):"",c?z(e,c):"",this.withAircraft?this.text("and_aircraft"):""].filter(Boolean),v=!i&&this.asked?.error!==void 0,D=yt(this.choice)&&!wt(this.choice),H=u.length>0||v&&D;return n`<section class="card bottom" aria-label=${this.text("start")}>
<div class="row">
<div class="grow">
<div role="status">
${u.length?u.join(" \xB7 "):v?this.text("unlisted"):this.text("nothing")}
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
</section>`}async start(t,e){let{device_id:i}=t,o=xe(this.list,this.choice,this.chosen,this.withAircraft);this.starting=!0,this.error=this.refused="";try{for(let a of o){let{upload_id:l}=await de(this.hass,{device_id:i,when_busy:e?"queue":"refuse",...a});this.seen.add(l)}this.picked=new Set,this.withAircraft=!1}catch(a){let l=a.translation_key??"",c=w(this.hass,a);vi.has(l)&&!e?this.refused=c:this.error=c}finally{this.starting=!1}}};U.styles=[_,T,Fe,g`
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
`],p([m()],U.prototype,"asked",2),p([m()],U.prototype,"picked",2),p([m()],U.prototype,"withAircraft",2),p([m()],U.prototype,"starting",2),p([m()],U.prototype,"switching",2),p([m()],U.prototype,"notSwitched",2),p([m()],U.prototype,"saving",2),p([m()],U.prototype,"unsaved",2),p([m()],U.prototype,"error",2),p([m()],U.prototype,"refused",2),U=p([x("dji-dock-page-logs")],U);var vi=new Set(["upload_running","dock_busy","aircraft_starts","dock_offline"]);var $i={passed:pt,failed:st,open:Zt},O=class extends L{constructor(){super(...arguments);this.entryId="";this.running=!1}text(t){return h(this.hass,`setup.${t}`)}render(){return n`<div class="row">
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
</ol>`:d}`}renderResult(t){let e=t.filter(o=>o.passed===!1).length,i=e?S(this.hass,"setup.check_failed",e):this.text("check_all_passed");return n`<dji-dock-alert level=${e?"error":"success"} quiet>
${i} ${this.when?Q(this.hass,this.when):d}
</dji-dock-alert>`}renderCheck(t){let e=t.passed===null?"open":t.passed?"passed":"failed",i=this.text(`check_name_${t.name}`)||t.name;return n`<li class=${e}>
${R($i[e])}
<div class="grow">
<strong>${t.dock?`${t.dock}: ${i}`:i}</strong>
<span class="visually-hidden">${this.text(`check_is_${e}`)}</span>
${t.value?n`<code class="secondary">${this.shown(t.value)}</code>`:d}
<div>${y(this.hass,t.words)}</div>
${t.link&&!location.pathname.startsWith(t.link)?n`<a href=${t.link}>${this.text("check_mend")}</a>`:d}
</div>
</li>`}shown(t){return/^\d{4}-\d\d-\d\dT/.test(t)?b(this.hass,t):t}async run(){this.running=!0,this.error=void 0;try{this.checks=(await ue(this.hass,{entry_id:this.entryId})).checks,this.when=new Date}catch(t){this.error=t}finally{this.running=!1}}};O.styles=[_,T,g`
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
`],p([$({attribute:!1})],O.prototype,"hass",2),p([$({attribute:!1})],O.prototype,"entryId",2),p([m()],O.prototype,"checks",2),p([m()],O.prototype,"when",2),p([m()],O.prototype,"running",2),p([m()],O.prototype,"error",2),O=p([x("dji-dock-setup-check")],O);var yi=2e3,F=class extends L{constructor(){super(...arguments);this.value="";this.label="";this.done="";this.block=!1;this.copied=!1}render(){let t=n`<code>${this.value}</code>`;return n`${this.block?n`<pre tabindex="0" role="region" aria-label=${this.label}>${t}</pre>`:t}
<button class="icon" aria-label=${this.label} title=${this.label} @click=${this.copy}>
${R(this.copied?qt:ht,20)}
</button>
<span class="visually-hidden" role="status">${this.copied?this.done:""}</span>`}async copy(){try{await navigator.clipboard.writeText(this.value)}catch{this.mark()}this.copied=!0,setTimeout(()=>this.copied=!1,yi)}mark(){let t=document.createElement("textarea");t.value=this.value,t.style.cssText="position:fixed;inset-inline-start:-999px",this.code.after(t),t.select(),document.execCommand("copy"),t.remove()}};F.styles=[_,T,g`
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
`],p([$()],F.prototype,"value",2),p([$()],F.prototype,"label",2),p([$()],F.prototype,"done",2),p([$({type:Boolean,reflect:!0})],F.prototype,"block",2),p([m()],F.prototype,"copied",2),p([ie("code")],F.prototype,"code",2),F=p([x("dji-dock-copy-value")],F);var wi=["gateway","username","organization_id","organization_name","binding_code"],A=class extends L{constructor(){super(...arguments);this.entryId=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:se(this.hass,t.get("hass"))}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.subscribe()}firstUpdated(){this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe?.then(t=>t()).catch(()=>{}),this.unsubscribe=void 0}subscribe(){this.error=void 0,this.unsubscribe=fe(this.hass,this.entryId,t=>this.info=t),this.unsubscribe.catch(t=>this.error=t)}text(t,e){return h(this.hass,`setup.${t}`,e)}render(){let{info:t}=this;return this.error?n`<dji-dock-alert level="error"
>${w(this.hass,this.error)}
<button slot="action" @click=${this.subscribe}>
${h(this.hass,"common.retry")}
</button></dji-dock-alert
>`:t?t.answer_requests?n`<p class="secondary">${this.text("pilot_about")}</p>
${this.renderValues(t)} ${this.renderWaiting(t)} ${this.renderBound(t)}
${this.renderSnippets()}`:n`<p>${this.text("other_platform")}</p>`:n`<p role="status">${h(this.hass,"common.loading")}</p>`}renderValues(t){return n`<dl>
${wi.filter(e=>t[e]).map(e=>{let i=this.text(`value_${e}`);return n`<dt>${i}</dt>
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
<span class="secondary">${zt(this.hass,i.since)}</span>
<div>${y(this.hass,i.words)}</div>
</dji-dock-alert>
</li>`)}
</ul>`:e}
</div>`}renderBound(t){return t.bound.length?n`<h3>${this.text("bound")}</h3>
<ul aria-live="polite">
${t.bound.map(e=>n`<li class="row">
<a href=${k("dock",[e.device_id])}>${e.name}</a>
<span class="secondary">${e.serial}</span>
<span>${h(this.hass,e.online?"common.online":"common.offline")}</span>
<span class="secondary">
${this.text("bound_since",{ago:zt(this.hass,e.since)})}
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
</div>`}):h(this.hass,"common.loading")}
</div>
</details>`}async loadSnippets(t){if(t.target.open)try{this.snippets=(await me(this.hass,this.entryId)).snippets}catch(e){this.error=e}}};A.styles=[_,T,g`
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
`],p([$({attribute:!1})],A.prototype,"hass",2),p([$({attribute:!1})],A.prototype,"entryId",2),p([m()],A.prototype,"info",2),p([m()],A.prototype,"snippets",2),p([m()],A.prototype,"error",2),A=p([x("dji-dock-setup-pilot")],A);var ki="/config/integrations/integration/dji_dock",ct=class extends Z{constructor(){super(),new q(this,()=>!1)}text(r){return h(this.hass,`setup.${r}`)}render(){let{hass:r}=this;if(!f.ready)return n`<p role="status">${h(r,"common.loading")}</p>`;let[t]=this.route.parts,e=f.entries.filter(i=>!t||i.entry_id===t);return e.length?n`${G(e,i=>i.entry_id,i=>this.renderEntry(i))}
${e.length<f.entries.length?n`<p><a href=${k("setup")}>${this.text("all_entries")}</a></p>`:d}`:n`<dji-dock-empty .icon=${Xt} heading=${this.text("nothing")}>
<p>${this.text(f.admin?"nothing_text":"not_yours")}</p>
${f.admin?this.renderLink():d}
</dji-dock-empty>`}renderLink(){return n`<a class="button" href=${ki}
>${R(Gt,20)} ${this.text("change")}</a
>`}renderEntry(r){let{hass:t}=this;return n`<article class="card" aria-labelledby=${`title-${r.entry_id}`}>
<div class="row">
<h2 class="grow" id=${`title-${r.entry_id}`}>${r.title}</h2>
${f.admin?this.renderLink():d}
</div>
<div class="parts">${this.renderParts(r)}</div>
${r.issues.length?n`<dji-dock-concerns
single
.hass=${t}
.concerns=${re([r],[])}
></dji-dock-concerns>`:d}
${f.admin?n`<section>
<h3>${this.text("what_is_wrong")}</h3>
<dji-dock-setup-check
.hass=${t}
.entryId=${r.entry_id}
></dji-dock-setup-check>
</section>
<section>
<h3>${this.text("pilot")}</h3>
<dji-dock-setup-pilot
.hass=${t}
.entryId=${r.entry_id}
></dji-dock-setup-pilot>
</section>`:n`<p class="secondary">${this.text("admins_only")}</p>`}
</article>`}renderParts(r){let{bucket:t,broker:e}=r,i=(o,a)=>n`<dji-dock-alert level=${o} quiet>${a}</dji-dock-alert>`;if(!r.loaded){let o=h(this.hass,"setup.stopped");return i("error",`${o} ${y(this.hass,r.reason)}`)}return n`${e.connected?i("success",this.text("broker_connected")):i("error",this.text("broker_lost"))}
${t.configured?t.usable===null?i("info",this.text("bucket_unknown")):t.usable?i("success",this.text("bucket_usable")):i("error",`${this.text("bucket_unusable")} ${y(this.hass,t.error)}`):i("info",this.text("bucket_none"))}
${r.answer_requests?d:i("info",this.text("other_platform"))}`}};ct.styles=[_,T,g`
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
`],ct=p([x("dji-dock-page-setup")],ct);var bi=200;function It(s,r){return new Map(r.map(({upload_id:t,words:e})=>[t,y(s,e)]))}async function jt(s,r,t){let e=l=>h(r,`uploads.${l}`),i=t.some(l=>l.may.download),o=await nt(s,{heading:S(r,"uploads.delete_heading",t.length),text:e("delete_text"),action:h(r,"common.delete"),keep:h(r,"common.cancel"),...i?{option:e("delete_objects")}:{}});if(!o)return;let a={deleted:new Set,failed:new Map};for(let l of X(t,bi)){let c=l.map(({device_id:D,upload_id:H})=>({device_id:D,upload_id:H})),{deleted:u,failed:v}=await ae(r,c,o.option);for(let{upload_id:D}of u)a.deleted.add(D);for(let[D,H]of It(r,v))a.failed.set(D,H)}return a}async function Be(s,r,{device_id:t,upload_id:e,status:i}){let o=l=>h(r,`uploads.${l}`);await nt(s,{heading:o("cancel_heading"),text:o(i==="queued"?"cancel_waiting_text":"cancel_text"),action:o("cancel_upload"),keep:o("keep")})&&await $t(r,{device_id:t,upload_id:e})}async function Ut(s,{device_id:r,upload_id:t}){let e=await ce(s,{device_id:r,upload_id:t});return{device_id:r,upload_id:e.upload_id}}var M=class extends L{constructor(){super();this.device="";this.upload="";this.back="";this.error="";this.gone="";this.busy=!1;this.asked="";new q(this,t=>t===`uploads:${this.device}`)}text(t,e){return h(this.hass,`uploads.${t}`,e)}willUpdate(){let t=`${this.device} ${this.upload}`;t!==this.asked?(this.asked=t,this.known=this.links=void 0,this.error=this.gone="",this.load()):this.entries!==f.entries&&this.load(),this.entries=f.entries;let e=f.uploads.get(this.upload);e&&e!==this.known&&(this.known=e,this.gone=""),f.gone.has(this.upload)&&(this.gone||=this.text("gone_text"))}async load(){let{asked:t}=this;try{let e=await oe(this.hass,{device_id:this.device,upload_id:this.upload});t===this.asked&&(this.known=f.uploads.get(this.upload)??e)}catch(e){t===this.asked&&!this.known&&(this.gone=w(this.hass,e))}}render(){return n`<a class="button back" href=${this.back}
>${R(Pt,20)}${this.text("back")}</a
>
${this.gone?n`<dji-dock-empty .icon=${mt} .heading=${this.text("gone")}>
<p>${this.gone}</p>
</dji-dock-empty>`:this.known?this.renderUpload(this.known):n`<p class="secondary">${h(this.hass,"common.loading")}</p>`}`}renderUpload(t){let{hass:e}=this,i=Rt(t);return n`<section class="card">
<dji-dock-upload .hass=${e} .upload=${t}
><h2>${t.dock}, ${b(e,t.created)}</h2></dji-dock-upload
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
${h(e,"common.download")}
</button>
<button ?disabled=${i} @click=${()=>this.showLinks(t)}>
${this.text("links")}
</button>`:d}
${o.retry?n`<button ?disabled=${i} @click=${()=>this.again(t)}>
${this.text("do_retry")}
</button>`:d}
${o.delete?n`<button ?disabled=${i} @click=${()=>this.discard(t)}>
${h(e,"common.delete")}
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
${R(ht,20)}${this.text("copy")}
</button>
</div>
</li>`)}
</ul>
</section>`}copy(t){t.currentTarget.parentElement?.querySelector("input")?.select(),document.execCommand("copy")&&K(this,this.text("copied"))}renderFacts(t){let{hass:e}=this,i=[["fact_started",b(e,t.created)],["fact_heard",t.heard&&b(e,t.heard)],["fact_finished",t.finished&&b(e,t.finished)],["fact_by",t.adopted?this.text("fact_adopted"):null],["fact_id",t.upload_id]];return n`<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
</dl>
${t.files.map(o=>this.renderFile(o))}`}renderFile(t){let{hass:e}=this,i=[["fact_logs",t.boot_indexes.join(", ")],["fact_size",t.size===null?"":z(e,t.size)],["fact_key",t.object_key]];return n`<h4>${E(e,"log_module",t.module)}</h4>
<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
${t.deleted?n`<dt></dt>
<dd>${this.text("deleted_all")}</dd>`:d}
</dl>`}async run(t){this.busy=!0,this.error="";try{await t()}catch(e){this.error=w(this.hass,e)}finally{this.busy=!1}}download(t){return this.run(async()=>{let e=await this.ask(t);et(e)?(this.links=e,this.error=this.text("mixed")):await it(e)})}showLinks(t){return this.run(async()=>{this.links=await this.ask(t)})}async ask(t){let{links:e,failed:i}=await tt(this.hass,[t]),[o]=i;if(o)throw new Error(y(this.hass,o.words));return e}again(t){return this.run(async()=>{let e=await Ut(this.hass,t);K(this,this.text("retried")),C(k("uploads",[e.device_id,e.upload_id]))})}discard(t){return this.run(async()=>{let e=await jt(this.renderRoot,this.hass,[t]);e&&(this.error=e.failed.get(t.upload_id)??"",e.deleted.size&&C(this.back,!0))})}};M.styles=[_,T,g`
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
h4 {
margin: 0;
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
`],p([$({attribute:!1})],M.prototype,"hass",2),p([$({attribute:!1})],M.prototype,"device",2),p([$({attribute:!1})],M.prototype,"upload",2),p([$({attribute:!1})],M.prototype,"back",2),p([m()],M.prototype,"known",2),p([m()],M.prototype,"error",2),p([m()],M.prototype,"gone",2),p([m()],M.prototype,"links",2),p([m()],M.prototype,"busy",2),M=p([x("dji-dock-upload-detail")],M);var xi=[["download",Qt],["retry",ut],["cancel",Bt],["delete",Kt]];function At(s,r){return`${r.dock}, ${b(s,r.created)}`}function We(s,{hass:r,ticked:t,handler:e}){return n`<input
type="checkbox"
aria-label=${At(r,s)}
.checked=${P(t)}
@click=${i=>{e.tick(s,i.target.checked,i.shiftKey)}}
/>`}function Ge(s,{hass:r}){return n`<a href=${k("uploads",[s.device_id,s.upload_id])}
>${b(r,s.created)}</a
>`}function Ke(s,r){let{hass:t}=r,e=(a,l)=>h(t,`uploads.${a}`,l),i=Rt(s),o=s.words??s.files.find(a=>a.words)?.words;return n`${at(t,s)}
${i==="none"?d:n`<span class="tag">${e(`deleted_${i}`)}</span>`}
${s.status==="queued"&&s.position!==null?n`<span class="secondary">${e("waits_at",{place:String(s.position)})}</span>`:d}
${s.status==="queued"||j(s)?d:_i(s,r)}
${o?n`<p class="why">${y(t,o)}</p>`:d}
${r.error?n`<p class="why bad" role="alert">${r.error}</p>`:d}`}function _i(s,{hass:r}){let t=ot(s),e=[s.progress===null?"":vt(r,s.progress),s.rate===null?"":gt(r,s.rate),t===null?"":h(r,"uploads.left",{time:Y(r,t)})];return n`<span class="figures">${e.filter(Boolean).join(" \xB7 ")}</span>
<dji-dock-bar
.value=${s.progress}
.label=${At(r,s)}
.tone=${s.status==="stalled"?"still":""}
></dji-dock-bar>`}function Qe(s,r){return r.modules.map(t=>E(s,"log_module",t)).join(", ")}function Ye(s,{hass:r,busy:t,handler:e}){let i=At(r,s);return n`<span class="deeds"
>${xi.map(([o,a])=>{if(!s.may[o])return d;let l=h(r,`uploads.do_${o}`);return n`<button
class="icon"
title=${l}
aria-label="${l}: ${i}"
?disabled=${t}
@click=${()=>e.act(s,o)}
>
${R(a)}
</button>`})}</span
>`}function Ze(s,r){let{hass:t,ticked:e}=r;return n`<tr class=${e?"picked":""} aria-busy=${r.busy?"true":"false"}>
<td>${We(s,r)}</td>
<td>${Ge(s,r)}</td>
<td>${s.dock}</td>
<td><div class="state">${Ke(s,r)}</div></td>
<td>${Qe(t,s)}</td>
<td class="figure">${z(t,Ct(s))}</td>
<td class="end">${Ye(s,r)}</td>
</tr>`}function Je(s,r){let{hass:t,ticked:e}=r,i=Ct(s);return n`<li class="card ${e?"picked":""}">
<div class="row">
${We(s,r)}
<span class="grow"><strong>${s.dock}</strong><br />${Ge(s,r)}</span>
</div>
<div class="state">${Ke(s,r)}</div>
<div class="row">
<span class="secondary grow"
>${Qe(t,s)}${i===null?"":` \xB7 ${z(t,i)}`}</span
>
${Ye(s,r)}
</div>
</li>`}var Xe=g`
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
`;var Nt=100,Ti=200,ti=["created","dock","status","modules","size"],V=class extends Z{constructor(){super();this.rows=[];this.loading=!1;this.loaded=!1;this.error="";this.picked=new Set;this.busy=new Set;this.problems=new Map;this.told="";this.next=null;this.asked="";this.run=0;this.scrolled=0;this.second=0;this.watch=new IntersectionObserver(t=>{t.some(e=>e.isIntersecting)&&this.more()},{rootMargin:"600px"});new q(this),new J(this,()=>(this.second+=1,!this.isDetail&&this.rows.some(t=>t.eta!==null)))}disconnectedCallback(){super.disconnectedCallback(),this.watch.disconnect()}get isDetail(){return this.route.parts.length>1}get filter(){return Ie(this.route.query)}text(t,e){return h(this.hass,`uploads.${t}`,e)}willUpdate(t){if(t.has("route")&&this.isDetail&&!ei(t.get("route"))&&(this.scrolled=window.scrollY),this.isDetail||!f.ready)return;let e=this.filter,i=JSON.stringify(e);if(i!==this.asked?(this.asked=i,this.rows=[],this.next=null,this.loaded=!1,this.picked=new Set,this.problems=new Map,this.entries=f.entries,this.load()):this.entries!==f.entries&&(this.entries=f.entries,f.live&&this.load()),!this.loaded)return;this.rows=Ne(this.rows,f.uploads,f.gone,a=>Ae(this.hass,e,a),this.next===null);let o=new Set(this.rows.map(a=>a.upload_id));[...this.picked].some(a=>!o.has(a))&&(this.picked=new Set([...this.picked].filter(a=>o.has(a))))}updated(t){this.watch.disconnect();let e=this.renderRoot.querySelector("#more");e&&this.watch.observe(e),t.has("route")&&ei(t.get("route"))&&!this.isDetail&&window.scrollTo({top:this.scrolled})}async load(){let t=++this.run,e=Math.min(Ti,Math.max(Nt,this.rows.length));this.loading=!0,this.error="";try{let{uploads:i,next:o}=await Vt(this.hass,{...Ft(this.hass,this.filter),limit:e});if(t!==this.run)return;let a=f.entries.filter(c=>!c.loaded).map(c=>c.entry_id),l=Pe(this.rows,i,({device_id:c})=>a.includes(f.docks.get(c)?.entry_id??""));l.length===i.length&&(this.next=o),this.rows=l,this.loaded=!0}catch(i){t===this.run&&(this.error=w(this.hass,i))}finally{t===this.run&&(this.loading=!1)}}async more(){if(this.loading||this.next===null)return;let t=++this.run;this.loading=!0;try{let{uploads:e,next:i}=await Vt(this.hass,{...Ft(this.hass,this.filter),before:this.next,limit:Nt});if(t!==this.run)return;let o=new Set(this.rows.map(a=>a.upload_id));this.rows=[...this.rows,...e.filter(a=>!o.has(a.upload_id))],this.next=i}catch(e){t===this.run&&(this.error=w(this.hass,e))}finally{t===this.run&&(this.loading=!1)}}tick(t,e,i){let o=this.rows.map(v=>v.upload_id),a=o.indexOf(t.upload_id),l=i&&this.lastRow!==void 0?o.indexOf(this.lastRow):a,c=l<0?a:l,u=new Set(this.picked);for(let v of o.slice(Math.min(a,c),Math.max(a,c)+1))e?u.add(v):u.delete(v);this.picked=u,this.lastRow=t.upload_id}act(t,e){this.deed([t],e)}async deed(t,e){let i=t.map(l=>l.upload_id);this.busy=new Set([...this.busy,...i]),this.told="";let o=new Map(this.problems);for(let l of i)o.delete(l);try{for(let[l,c]of await this.carryOut(t,e))o.set(l,c)}catch(l){for(let c of i)o.set(c,w(this.hass,l))}finally{this.busy=new Set([...this.busy].filter(l=>!i.includes(l))),this.problems=o}let a=i.filter(l=>o.has(l)).length;a&&i.length>1&&(this.told=S(this.hass,"uploads.not_done",a))}async carryOut(t,e){let{hass:i}=this,o=this.renderRoot,[a]=t;if(!a)return new Map;switch(e){case"download":{let{links:l,failed:c}=await tt(i,t);return et(l)?new Map(t.map(u=>[u.upload_id,this.text("mixed")])):(await it(l),It(i,c))}case"retry":return await Ut(i,a),K(this,this.text("retried")),new Map;case"cancel":return await Be(o,i,a),new Map;case"delete":{let l=await jt(o,i,t);return l?(l.deleted.size&&(this.rows=this.rows.filter(c=>!l.deleted.has(c.upload_id)),K(this,S(i,"uploads.deleted",l.deleted.size)),await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()),l.failed):new Map}}}render(){let{hass:t}=this;if(!f.ready)return n`<p class="secondary">${h(t,"common.loading")}</p>`;let[e,i]=this.route.parts;if(e&&i)return n`<dji-dock-upload-detail
.hass=${t}
.device=${e}
.upload=${i}
.back=${k("uploads",[],this.asked?Tt(JSON.parse(this.asked)):{})}
></dji-dock-upload-detail>`;let o=this.filter;return n`<h2 id="heading" class="visually-hidden" tabindex="-1">${this.text("heading")}</h2>
${this.renderFilters(o)}
${this.error?n`<dji-dock-alert level="error"
>${this.error}
<button slot="action" @click=${()=>{this.load()}}>
${h(t,"common.retry")}
</button></dji-dock-alert
>`:d}
${this.told?n`<dji-dock-alert level="error">${this.told}</dji-dock-alert>`:d}
${this.rows.length?this.renderRows():this.renderNone(o)}
${this.next===null?d:n`<button id="more" ?disabled=${this.loading} @click=${()=>{this.more()}}>
${h(t,this.loading?"common.loading":"common.more")}
</button>`}
${this.picked.size?this.renderBulk():d}`}go(t){C(k("uploads",[],Tt(t)),!0)}renderFilters(t){let{hass:e}=this,i=l=>{let c=t.groups.includes(l),u=dt.filter(v=>v===l?!c:t.groups.includes(v));this.go({...t,groups:u})},o=[...f.docks.values()].sort((l,c)=>l.name.localeCompare(c.name)),a=l=>n`<label
>${this.text(l)}
<input
type="date"
.value=${t[l].slice(0,10)}
@change=${c=>{this.go({...t,[l]:c.target.value})}}
/></label>`;return n`<div class="filters">
<div class="row" role="group" aria-label=${this.text("filter")}>
<button
class="chip"
aria-pressed=${t.groups.length?"false":"true"}
@click=${()=>this.go({...t,groups:[]})}
>
${this.text("all")}
</button>
${dt.map(l=>n`<button
class="chip"
aria-pressed=${t.groups.includes(l)?"true":"false"}
@click=${()=>i(l)}
>
${this.text(`group_${l}`)}
</button>`)}
</div>
${o.length>1||t.dock?n`<select
aria-label=${h(e,"common.choose_dock")}
@change=${l=>{this.go({...t,dock:l.target.value})}}
>
<option value="">${h(e,"common.all_docks")}</option>
${o.map(({device_id:l,name:c})=>n`<option value=${l} ?selected=${l===t.dock}>
${c}
</option>`)}
</select>`:d}
<div class="days">${a("since")} ${a("until")}</div>
</div>`}renderNone(t){let{hass:e}=this;if(!this.loaded)return n`<p class="secondary">
${this.error?d:h(e,"common.loading")}
</p>`;let i=Object.values(Tt(t)).some(Boolean);return n`<dji-dock-empty
.icon=${mt}
.heading=${this.text(i?"none_fits":"none")}
>
${i?n`<button
class="primary"
@click=${()=>this.go({groups:[],dock:"",since:"",until:""})}
>
${this.text("show_all")}
</button>`:n`<p>${this.text("none_text")}</p>
<a class="button primary" href=${k("logs")}>${this.text("to_logs")}</a>`}
</dji-dock-empty>`}look(t){let e=t.upload_id;return{hass:this.hass,ticked:this.picked.has(e),busy:this.busy.has(e),error:this.problems.get(e)??"",handler:this}}renderRows(){let t=X(this.rows,Nt),e=o=>a=>{let l=this.look(a),c=j(a)?0:this.second,u=[a,l.ticked,l.busy,l.error,c,this.hass.localize,o];return Se(u,()=>o(a,l))},i=o=>o.upload_id;return this.narrow?n`${t.map(o=>n`<ul class="block" style="--rows:${o.length}">
${G(o,i,e(Je))}
</ul>`)}`:n`<div class="list card">
${t.map((o,a)=>n`<table
class="block"
style="--rows:${o.length}"
aria-label=${this.text("heading")}
>
${this.renderHead(a===0)}
<tbody>
${G(o,i,e(Ze))}
</tbody>
</table>`)}
</div>`}renderHead(t){let e=this.picked.size;return n`<colgroup>
<col class="box" />
${ti.map(i=>n`<col class="c-${i}" />`)}
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
${ti.map(i=>n`<th scope="col" class=${i==="size"?"figure":""}>
${this.text(`column_${i}`)}
</th>`)}
<th scope="col">
<span class="visually-hidden">${this.text("column_deeds")}</span>
</th>
</tr>
</thead>`:d}`}renderBulk(){let{hass:t}=this,e=this.rows.filter(c=>this.picked.has(c.upload_id)),[i,o]=[e.filter(c=>c.may.download),e.filter(c=>c.may.delete)],a=i.flatMap(c=>c.files).length,l=e.some(c=>this.busy.has(c.upload_id));return n`<section class="card bulk" aria-label=${this.text("bulk")}>
<div class="row">
<span class="grow" role="status"
>${S(t,"uploads.selected",e.length)}</span
>
<button
?disabled=${l||!i.length}
@click=${()=>{this.deed(i,"download")}}
>
${h(t,"common.download")}${i.length?` (${i.length})`:""}
</button>
${o.length?n`<button ?disabled=${l} @click=${()=>{this.deed(o,"delete")}}>
${h(t,"common.delete")} (${o.length})
</button>`:d}
<button
class="plain"
@click=${async()=>{this.picked=new Set,await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()}}
>
${this.text("deselect")}
</button>
</div>
${a>1?n`<p class="secondary">${this.text("several_files")}</p>`:d}
</section>`}};V.styles=[_,T,ft,kt,Xe,g`
:host {
display: grid;
grid-template-columns: minmax(0, 1fr);
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
flex-flow: column nowrap;
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
`],p([m()],V.prototype,"rows",2),p([m()],V.prototype,"loading",2),p([m()],V.prototype,"loaded",2),p([m()],V.prototype,"error",2),p([m()],V.prototype,"picked",2),p([m()],V.prototype,"busy",2),p([m()],V.prototype,"problems",2),p([m()],V.prototype,"told",2),V=p([x("dji-dock-page-uploads")],V);function ei(s){return(s?.parts.length??0)>1}
