import{a as Xt,c as St,d as Et,e as te,g as Te,h as Le}from"./chunk-2IKMNT43.js";import{a as Re,b as Ve}from"./chunk-SAL4XT27.js";import{a as Qt,b as Yt,c as J,d as he,e as ue,f as me,g as zt,i as fe,j as yt,k as kt,l as q,m as ge,n as ve,o as Ot,p as $e,q as we,r as At,s as X,u as _e}from"./chunk-WIFVOPMR.js";import{a as F,c as K}from"./chunk-R6CF24J6.js";import{A as le,B as de,C as ce,E as pe,F as Z,G as ye,H as ke,I as be,J as xe,K as W,a as Ct,b as Q,c as y,e as Ut,f as Y,g as L,h as Jt,j as U,k as vt,l as $t,n as Dt,o as ee,p as ie,q as se,r as re,s as oe,t as wt,u as ne,v as ae}from"./chunk-GP5AYWPT.js";import{A as w,C as j,F as b,a as v,b as n,d as ot,e as d,g as Wt,h as E,i as $,j as m,k as Gt,m as nt,n as ft,o as x,p as R,q as _,r as T,s as gt,t as Kt,u as V,v as f,w as B,y as u,z as H}from"./chunk-NTTVRMXN.js";import{a as p}from"./chunk-JFKSI6I7.js";var Me="M6,2A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2H6M6,4H13V9H18V20H6V4M8,12V14H16V12H8M8,16V18H13V16H8Z";var bt="M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z";var He=new WeakMap;function at(s,r=Date.now()){if(s.eta===null)return null;let t=He.get(s);return t===void 0&&He.set(s,t=r),pi(Math.max(0,s.eta-(r-t)/1e3))}function pi(s){let r=s>600?60:s>120?10:1;return Math.round(s/r)*r}var tt=class{constructor(r,t){this.host=r;this.wanted=t;r.addController(this)}hostConnected(){this.timer=setInterval(()=>{this.wanted()&&this.host.requestUpdate()},1e3)}hostDisconnected(){clearInterval(this.timer)}};function lt(s,r){return new Promise(t=>{let e=document.createElement("div"),i=null,o=()=>e.querySelector("dji-dock-dialog");Wt(n`<dji-dock-dialog
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
</dji-dock-dialog>`,e),s.append(e)})}var Ft="M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z";var je="M12,2C17.53,2 22,6.47 22,12C22,17.53 17.53,22 12,22C6.47,22 2,17.53 2,12C2,6.47 6.47,2 12,2M15.59,7L12,10.59L8.41,7L7,8.41L10.59,12L7,15.59L8.41,17L12,13.41L15.59,17L17,15.59L13.41,12L17,8.41L15.59,7Z";var Ce="M13,2.03C17.73,2.5 21.5,6.25 21.95,11C22.5,16.5 18.5,21.38 13,21.93V19.93C16.64,19.5 19.5,16.61 19.96,12.97C20.5,8.58 17.39,4.59 13,4.05V2.05L13,2.03M11,2.06V4.06C9.57,4.26 8.22,4.84 7.1,5.74L5.67,4.26C7.19,3 9.05,2.25 11,2.06M4.26,5.67L5.69,7.1C4.8,8.23 4.24,9.58 4.05,11H2.05C2.25,9.04 3,7.19 4.26,5.67M2.06,13H4.06C4.24,14.42 4.81,15.77 5.69,16.9L4.27,18.33C3.03,16.81 2.26,14.96 2.06,13M7.1,18.37C8.23,19.25 9.58,19.82 11,20V22C9.04,21.79 7.18,21 5.67,19.74L7.1,18.37M12,7.5L7.5,12H11V16H13V12H16.5L12,7.5Z";var Ue="M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z";var hi={queued:[Ue,""],stalled:[nt,"warn"],canceling:[Ft,""],uploaded:[ft,"good"],failed:[je,"bad"],canceled:[Ft,""]};function dt(s,r){let[t,e]=hi[r.status]??[Ce,"busy"],i=r.partial===!0&&r.status==="uploaded",o=i?u(s,"uploads.partial"):j(s,"upload_status",r.status);return n`<span class="status ${i?"warn":e}"
>${R(i?nt:t,20)}${o}</span
>`}var xt=v`
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
`;var N=class extends E{constructor(){super();this.error="";this.canceling=null;new tt(this,()=>!V(this.upload))}render(){let{hass:t,upload:e}=this,i=e.files;return n`<div class="row">
<div class="title"><slot></slot></div>
${dt(t,e)}
${e.may.cancel&&!V(e)?n`<button ?disabled=${this.canceling!==null} @click=${()=>this.cancel()}>
${u(t,"uploads.cancel_upload")}
</button>`:d}
</div>
${this.renderWhole()}
${i.length?n`<ul>
${i.map(o=>this.renderFile(o))}
</ul>`:d}
${e.words?n`<p>${w(t,e.words)}</p>`:d}
${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}`}renderWhole(){let{hass:t,upload:e}=this;if(e.status==="queued"){let o=e.position===null?"waits":"waits_at",a=String(e.position);return n`<p class="secondary">${u(t,`uploads.${o}`,{place:a})}</p>`}let i=at(e);return V(e)||i===null||e.files.length<2?d:n`<p class="secondary">${this.left(i)}</p>`}left(t){return u(this.hass,"uploads.left",{time:Y(this.hass,t)})}renderFile(t){let{hass:e,upload:i}=this,o=j(e,"log_module",t.module),a=V(t),l=at(t),c=[a?U(e,t.stored_size??t.size):$t(e,t.progress),t.rate?vt(e,t.rate):"",l===null?"":this.left(l)],h=i.files.filter(g=>!V(g)).length>1;return n`<li>
<div class="line">
<span class="name">${o}</span>
${i.files.length>1||t.status!==i.status?dt(e,t):d}
<span class="figures">${c.filter(Boolean).join(" \xB7 ")}</span>
${h&&!a&&i.may.cancel&&t.status!=="canceling"?n`<button
?disabled=${this.canceling!==null}
@click=${()=>this.cancel(t.module)}
>
${u(e,"uploads.cancel_module",{module:o})}
</button>`:d}
</div>
${V(i)?d:n`<dji-dock-bar
.value=${t.status==="uploaded"?100:a?t.progress??0:t.progress}
.label=${`${o}: ${j(e,"upload_status",t.status)}`}
.tone=${ui[t.status]??""}
></dji-dock-bar>`}
${t.words?n`<p class="secondary">${w(e,t.words)}</p>`:d}
</li>`}async cancel(t){let{hass:e,upload:i}=this,{device_id:o,upload_id:a}=i,l=h=>u(e,`uploads.${h}`);if(await lt(this.renderRoot,{heading:l("cancel_heading"),text:l(i.status==="queued"?"cancel_waiting_text":"cancel_text"),action:t?u(e,"uploads.cancel_module",{module:j(e,"log_module",t)}):l("cancel_upload"),keep:l("keep")})){this.canceling=t??"",this.error="";try{await wt(e,{device_id:o,upload_id:a,...t?{modules:[t]}:{}})}catch(h){this.error=L(e,h)}finally{this.canceling=null}}}};N.styles=[_,T,xt,v`
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
`],p([$({attribute:!1})],N.prototype,"hass",2),p([$({attribute:!1})],N.prototype,"upload",2),p([m()],N.prototype,"error",2),p([m()],N.prototype,"canceling",2),N=p([x("dji-dock-upload")],N);var ui={uploaded:"good",failed:"bad",canceled:"still",stalled:"still"};function ct(s,r){let t=new Intl.DateTimeFormat("en-US",{...s.locale.time_zone==="server"?{timeZone:s.config.time_zone}:{},hourCycle:"h23",year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit"}).formatToParts(r),e=i=>t.find(o=>o.type===i)?.value??"";return`${e("year").padStart(4,"0")}-${e("month")}-${e("day")}T${e("hour")}:${e("minute")}`}function pt(s,r){let t=Date.parse(`${r}Z`);if(Number.isNaN(t))return null;let e=t;for(let i=0;i<2;i++)e+=t-mi(s,e);return e}function mi(s,r){return Date.parse(`${ct(s,r)}Z`)+r%6e4}var fi=720*36e5,gi=50;async function De(s,r,t){let e=Date.now(),{events:i}=await le(s,{device_id:r,start:new Date(e-fi).toISOString(),end:new Date(e).toISOString(),kinds:[t],limit:200});return i}async function ze(s,r,t){let e=[];try{e=await De(s,r,"alarm")}catch(a){if(!t.some(({since:l})=>l))throw a}let i=[...t.map(({since:a,text:l})=>({when:a,words:l})),...e.filter(({what:a})=>a!=="cleared")],o=new Map;for(let{when:a,words:l}of i){let c=Date.parse(a??"");if(Number.isNaN(c))continue;let h=`${y(s,a)}: ${w(s,l)}`;o.set(h,{from:c-9e5,to:c+9e5,text:h})}return Ae(o.values())}async function vi(s,r){let t=new Map,e;for(let{what:i,when:o,data:a}of(await De(s,r,"flight")).reverse()){let l=Date.parse(o),c=typeof a.flight_id=="string"?a.flight_id:"";i==="ended"&&e!==void 0&&t.set(c||o,{first:e,last:l,files:0}),e=i==="started"?l:void 0}return t}async function Oe(s,r){let t=vi(s,r),e=await t.catch(()=>new Map);try{let{days:i}=await ae(s,{device_id:r,limit:30});for(let{flight_id:o,first:a,last:l,files:c}of i.flatMap(h=>h.flights)){if(!o)continue;let h=e.get(o);e.set(o,{first:Math.min(Date.parse(a),h?.first??1/0),last:Math.max(Date.parse(l),h?.last??0),files:c+(h?.files??0)})}}catch(i){if(!e.size)throw i}return e.size||await t,Ae([...e.values()].map(({first:i,last:o,files:a})=>{let[l,c]=[new Date(i),new Date(o)],h=a?` \xB7 ${H(s,"logs.files",a)}`:"";return{from:i-3e5,to:o+3e5,text:`${y(s,l)} \u2013 ${Q(s,c)}${h}`}}))}function Ae(s){return[...s].sort((r,t)=>t.from-r.from).slice(0,gi)}var G=36e5,z=class extends E{constructor(){super(...arguments);this.apart=!1;this.momentsOf=""}willUpdate(t){let{scope:e}=this.choice;if(e!=="alarm"&&e!=="flight"){this.momentsOf="";return}let i=`${this.dock.device_id} ${e}`;t.size&&this.momentsOf!==i&&this.load(i,e)}async load(t,e){this.momentsOf=t,this.moments=void 0,this.error=void 0;let{hass:i,dock:o}=this,a=[],l;try{a=e==="alarm"?await ze(i,o.device_id,o.alarms):await Oe(i,o.device_id)}catch(c){l=c??""}this.momentsOf===t&&(this.moments=a,this.error=l)}text(t){return u(this.hass,`logs.${t}`)}render(){let{scope:t}=this.choice;return n`<fieldset>
<legend class="visually-hidden">${this.text("which")}</legend>
<div class="row">
${he.map(e=>n`<label class="chip"
><input
type="radio"
name="scope"
class="visually-hidden"
.value=${e}
.checked=${e===t&&!this.apart}
@change=${()=>this.changeScope(e)}
/>${this.text(`scope_${e}`)}</label
>`)}
</div>
</fieldset>
${t==="time"?this.renderTime():d}
${t==="alarm"||t==="flight"?this.renderMoments(t):d}`}changeScope(t){let e=Date.now();this.choose(t==="time"?{scope:t,from:e-24*G,to:e}:{scope:t,from:null,to:null})}choose(t){this.dispatchEvent(new CustomEvent("chosen",{detail:t}))}renderTime(){let{hass:t,choice:e}=this,i=o=>n`<label class="stacked"
>${this.text(o)}
<input
type="datetime-local"
.value=${e[o]===null?"":ct(t,e[o])}
@change=${a=>{let l=pt(t,a.target.value);this.choose({...e,[o]:l})}}
/></label>`;return n`<div class="row">${i("from")} ${i("to")}</div>
<div class="row">
${["last_hour","today","yesterday"].map(o=>n`<button @click=${()=>this.choose({scope:"time",...this.range(o)})}>
${this.text(o)}
</button>`)}
${this.renderHours()}
</div>
${kt(e)?n`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`:d}`}renderHours(){let{hass:t}=this,{from:e,to:i}=this.choice,o=St(t,new Date(e===null?i??Date.now():e+G)),a=Array.from({length:24},(c,h)=>pt(t,`${o}T${String(h).padStart(2,"0")}:00`)).filter(c=>c!==null),l=a.find(c=>c-G===e&&c+G===i);return n`<label
>${this.text("around_hour")}
<select
@change=${c=>{let h=Number(c.target.value),g=h?{from:h-G,to:h+G}:this.wholeDay(o);this.choose({scope:"time",...g})}}
>
<option value="" ?selected=${l===void 0}>${this.text("whole_time")}</option>
${a.map(c=>n`<option value=${c} ?selected=${c===l}>
${y(t,new Date(c))}
</option>`)}
</select></label
>`}wholeDay(t){let e=i=>te(this.hass,i).getTime();return{from:e(t),to:e(Et(t,1))-1e3}}range(t){let e=Date.now();if(t==="last_hour")return{from:e-G,to:e};let i=St(this.hass,new Date);return t==="today"?{from:this.wholeDay(i).from,to:e}:this.wholeDay(Et(i,-1))}renderMoments(t){let{moments:e,choice:i}=this;if(this.error!==void 0)return J(this.hass,this.error,()=>this.load(this.momentsOf,t));if(!e)return n`<p class="secondary">${u(this.hass,"common.loading")}</p>`;if(!e.length)return n`<p class="secondary">${this.text(`no_${t}s`)}</p>`;let{from:o,to:a}=i,l=e.findIndex(g=>g.from===o&&g.to===a),c=e.findIndex(g=>o!==null&&a!==null&&g.from<=o&&g.to>=a),h=l<0&&t==="flight"?c:l;return n`<label class="stacked"
>${this.text(t)}
<select
@change=${g=>{let k=e[Number(g.target.value)];k&&this.choose({scope:t,from:k.from,to:k.to})}}
>
${h<0?n`<option value="-1" selected>${this.text(`choose_${t}`)}</option>`:d}
${e.map(({text:g},k)=>n`<option value=${k} ?selected=${k===h}>${g}</option>`)}
</select></label
>
<p class="secondary">${this.text(`around_${t}`)}</p>`}};z.styles=[_,T,gt,v`
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
`],p([$({attribute:!1})],z.prototype,"hass",2),p([$({attribute:!1})],z.prototype,"dock",2),p([$({attribute:!1})],z.prototype,"choice",2),p([$({type:Boolean})],z.prototype,"apart",2),p([m()],z.prototype,"moments",2),p([m()],z.prototype,"error",2),z=p([x("dji-dock-log-chooser")],z);var P=ye(class extends ke{constructor(s){if(super(s),s.type!==Z.PROPERTY&&s.type!==Z.ATTRIBUTE&&s.type!==Z.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!be(s))throw Error("`live` bindings can only contain a single expression")}render(s){return s}update(s,[r]){if(r===ot||r===d)return r;let t=s.element,e=s.name;if(s.type===Z.PROPERTY){if(r===t[e])return ot}else if(s.type===Z.BOOLEAN_ATTRIBUTE){if(!!r===t.hasAttribute(e))return ot}else if(s.type===Z.ATTRIBUTE&&t.getAttribute(e)===r+"")return ot;return xe(s),r}});function $i(s,{start:r,end:t}){if(r===null&&t===null)return u(s,"logs.time_unknown");if(r===null||t===null)return y(s,r??t);let e=Ct(s,r)===Ct(s,t);return`${y(s,r)} \u2013 ${e?Q(s,t):y(s,t)}`}function wi({start:s,end:r}){return s===null||r===null?null:(Date.parse(r)-Date.parse(s))/1e3}function Fe(s,r,t,e,i){let o=t.map(q),a=o.filter(h=>e.has(h)).length,l=j(s,"log_module",r),c=t.reduce((h,g)=>h+(g.size??0),0);return n`<table aria-label=${l}>
<thead>
<tr>
<th class="box">
<input
type="checkbox"
aria-label=${u(s,"logs.select_all",{module:l})}
.checked=${P(a>0&&a===o.length)}
.indeterminate=${P(a>0&&a<o.length)}
@click=${h=>{i(o,null,h.target.checked,!1)}}
/>
</th>
<th scope="col">${u(s,"logs.time")}</th>
<th scope="col" class="figure">${u(s,"logs.length")}</th>
<th scope="col" class="figure">${u(s,"logs.size")}</th>
</tr>
</thead>
<tbody>
${W(t,q,h=>{let g=q(h),k=g.replace(":","-");return n`<tr class=${e.has(g)?"picked":""}>
<td class="box">
<input
type="checkbox"
id=${k}
.checked=${P(e.has(g))}
@click=${D=>{i(o,g,D.target.checked,D.shiftKey)}}
/>
</td>
<td><label for=${k}>${$i(s,h)}</label></td>
<td class="figure">${Y(s,wi(h))}</td>
<td class="figure">${U(s,h.size)}</td>
</tr>`})}
</tbody>
${t.length>1?n`<tfoot>
<tr>
<td></td>
<td colspan="2">${H(s,"logs.count",t.length)}</td>
<td class="figure">${U(s,c)}</td>
</tr>
</tfoot>`:d}
</table>`}var Ie=v`
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
`;var ut=["in_progress","waiting","uploaded","failed","canceled"],It={in_progress:["requested","pulling","compressing","uploading","stalled","canceling"],waiting:["queued"],uploaded:["uploaded"],failed:["failed"],canceled:["canceled"]};function yi(s){return ut.find(r=>It[r].includes(s))??"in_progress"}function Pe(s){let r=(s.get("status")??"").split(",");return{groups:ut.filter(t=>r.includes(t)||It[t].some(e=>r.includes(e))),dock:s.get("dock")??"",since:s.get("since")??"",until:s.get("until")??""}}function Tt({groups:s,...r}){return{status:s.join(","),...r}}function ht(s,r,t){if(!r.includes("T")){let i=pt(s,`${r}T${t?"23:59":"00:00"}`);return i===null||!t?i:i+59999}let e=Date.parse(r);return Number.isNaN(e)?null:e}function Be(s,r){let t=ht(s,r,!1);return t===null?"":ct(s,t).slice(0,10)}var Ne=s=>s===null?void 0:new Date(s).toISOString();function Nt(s,r){return{device_id:r.dock||void 0,status:r.groups.length?r.groups.flatMap(t=>It[t]):void 0,since:Ne(ht(s,r.since,!1)),until:Ne(ht(s,r.until,!0))}}function qe(s,r,t){let e=Date.parse(t.created),i=ht(s,r.since,!1),o=ht(s,r.until,!0);return(!r.groups.length||r.groups.includes(yi(t.status)))&&(!r.dock||r.dock===t.device_id)&&(i===null||e>=i)&&(o===null||e<=o)}function _t(s,r){return Date.parse(r.created)-Date.parse(s.created)||(s.upload_id<r.upload_id?1:s.upload_id>r.upload_id?-1:0)}function Ze(s,r,t,e,i){let o=s.filter(h=>!t.has(h.upload_id)).map(h=>r.get(h.upload_id)??h),a=new Set(o.map(h=>h.upload_id)),l=o.at(-1),c=[...r.values()].filter(h=>!a.has(h.upload_id)&&!t.has(h.upload_id)&&e(h)&&(i||l!==void 0&&_t(h,l)<0));return c.length?[...o,...c].sort(_t):o}function We(s,r,t=()=>!1){let e=r.at(-1),i=new Set(r.map(a=>a.upload_id)),o=s.filter(a=>!i.has(a.upload_id)&&(t(a)||e&&_t(e,a)<0));return[...r,...o].sort(_t)}function Lt(s){let r=s.files.filter(t=>t.deleted).length;return r===0?"none":r===s.files.length?"all":"some"}function Pt(s){let t=s.files.map(e=>e.stored_size??e.size).filter(e=>e!==null);return t.length?t.reduce((e,i)=>e+i,0):null}function et(s,r){let t=Math.ceil(s.length/r);return Array.from({length:t},(e,i)=>s.slice(i*r,(i+1)*r))}var ki=600,bi=50;async function it(s,r){let t={links:[],failed:[]};for(let e of et(r,bi)){let{links:i,failed:o}=await ie(s,e.map(({device_id:a,upload_id:l})=>({device_id:a,upload_id:l})));t.links.push(...i),t.failed.push(...o)}return t}function st(s,r=location.protocol){return r==="https:"&&s.some(({url:t})=>t.startsWith("http:"))}async function rt(s,r=xi,t=ki){for(let[e,i]of s.entries())e>0&&await new Promise(o=>setTimeout(o,t)),r(i)}function xi({url:s,name:r}){let t=document.createElement("a");t.href=s,t.download=r,t.rel="noreferrer",t.style.display="none",document.body.append(t),t.click(),t.remove()}var Ge="",M=class extends X{constructor(){super();this.withAircraft=!1;this.starting=!1;this.switching=!1;this.notSwitched="";this.saving="";this.error="";this.refused="";this.heard="";this.seen=new Set;this.run=0;this.changeDock=t=>{let{value:e}=t.target,{scope:i}=this.choice,o=i==="alarm"||i==="flight"?{}:zt(this.choice);F(b("logs",[e],o))};new B(this)}get choice(){return me(this.route.query)}get dock(){return f.docks.get(this.route.parts[0]??"")}get list(){return this.asked?.dock===this.route.parts[0]?this.asked?.list:void 0}get chosen(){return this.picked?this.picked:this.list?Ot(this.list,this.choice):new Set}get isApart(){let{list:t,picked:e}=this;return t!==void 0&&e!==void 0&&!we(e,Ot(t,this.choice))}text(t,e){return u(this.hass,`logs.${t}`,e)}willUpdate(t){t.has("route")&&(this.picked=void 0,this.lastRow=void 0,this.error=this.refused=this.notSwitched="");let{dock:e}=this;if(!e){this.openAny();return}Ge=e.device_id;for(let a of this.uploads(e))this.seen.add(a.upload_id);if(!e.may.control)return;let i=`${e.device_id} ${e.online} ${e.aircraft?.online} ${e.upload}`,o=this.heard!==i&&(!this.list||this.list.unavailable.length>0);(this.asked?.dock!==e.device_id||o)&&this.load(e.device_id),this.heard=i}openAny(){let[t]=this.docks();if(!f.ready||this.route.parts.length||!t)return;let e=f.docks.get(Ge)??t,i=b("logs",[e.device_id],Object.fromEntries(this.route.query));queueMicrotask(()=>F(i,!0))}docks(){return[...f.docks.values()].sort((t,e)=>t.name.localeCompare(e.name))}uploads(t){return[...f.uploads.values()].filter(e=>e.device_id===t.device_id).filter(e=>!V(e)||this.seen.has(e.upload_id)).sort((e,i)=>Number(V(e))-Number(V(i))||(e.created<i.created?-1:1))}async load(t){let e=++this.run,i=this.asked?.dock===t?this.asked:void 0;this.asked={dock:t,...i?.list?{list:i.list}:{}};let o;try{o={dock:t,list:await re(this.hass,t)}}catch(a){o={dock:t,error:L(this.hass,a)}}e===this.run&&(this.asked=o,o.list&&this.forget(o.list))}forget(t){if(this.switching=!1,t.unavailable.length||(this.withAircraft=!1),!this.picked)return;let e=new Set(t.files.map(q));this.picked=new Set([...this.picked].filter(i=>e.has(i)))}render(){if(!f.ready)return n`<p class="secondary">${u(this.hass,"common.loading")}</p>`;let{dock:t}=this;return f.docks.size?n`<div class="row">
<label
>${u(this.hass,"common.choose_dock")}
<select @change=${this.changeDock}>
${t?d:n`<option selected></option>`}
${this.docks().map(e=>n`<option value=${e.device_id} ?selected=${e===t}>
${e.name}${e.online?"":` (${u(this.hass,"common.offline")})`}
</option>`)}
</select></label
>
</div>
${t?this.renderDock(t):n`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`}`:_e(this.hass)}renderDock(t){let e=this.uploads(t);return n`${e.length?n`<section class="uploads" aria-label=${this.text("uploads")}>
${e.map(i=>this.renderUpload(i))}
</section>`:d}
${this.renderNoBucket(t)}
${t.may.control?this.renderLogs(t):this.renderForbidden()}`}renderNoBucket({entry_id:t}){let e=f.entries.find(i=>i.entry_id===t);return!e||e.bucket.configured?d:n`<dji-dock-alert level="warning"
>${this.text("no_bucket")}
${f.admin?n`<a slot="action" class="button" href=${b("setup",[t])}
>${u(this.hass,"common.to_setup")}</a
>`:d}</dji-dock-alert
>`}renderForbidden(){return n`<dji-dock-empty .icon=${Me} .heading=${this.text("forbidden")}>
<p>${this.text("forbidden_text")}</p>
</dji-dock-empty>`}renderUpload(t){let e=b("uploads",[t.device_id,t.upload_id]);return n`<div class="card">
<dji-dock-upload .hass=${this.hass} .upload=${t}
><h3>
<a href=${e}
>${this.text("upload_of",{when:y(this.hass,t.created)})}</a
>
</h3></dji-dock-upload
>
${t.may.download?n`<div class="row">
<button
?disabled=${this.saving===t.upload_id}
@click=${()=>{this.download(t)}}
>
${u(this.hass,"common.download")}
</button>
</div>`:d}
${this.unsaved?.upload===t.upload_id?n`<dji-dock-alert level="error">${this.unsaved.why}</dji-dock-alert>`:d}
</div>`}async download(t){let{upload_id:e}=t;this.saving=e,this.unsaved=void 0;try{let{links:i,failed:o}=await it(this.hass,[t]),[a]=o;if(a)throw new Error(w(this.hass,a.words));st(i)?F(b("uploads",[t.device_id,e])):await rt(i)}catch(i){this.unsaved={upload:e,why:L(this.hass,i)}}finally{this.saving=""}}renderLogs(t){let{asked:e,choice:i,list:o}=this,a=e!==void 0&&!e.error&&!e.list;return n`<section class="card">
<div class="row">
<h2 class="grow" id="which">${this.text("which")}</h2>
<button ?disabled=${a} @click=${()=>{this.load(t.device_id)}}>
${R(bt,20)}${this.text("refresh")}
</button>
</div>
<dji-dock-log-chooser
.hass=${this.hass}
.dock=${t}
.choice=${i}
.apart=${this.isApart}
@chosen=${l=>{this.picked=void 0,F(b("logs",[t.device_id],zt(l.detail)),!0)}}
></dji-dock-log-chooser>
</section>
${a?n`<p role="status">${this.text("loading")}</p>`:d}
${e?.error?this.renderUnlisted(e.error):d}
${o?n`<div class="modules">
${ue.map(l=>this.renderModule(t,o,l))}
</div>`:d}
${this.renderStart(t)}`}renderUnlisted(t){return n`<dji-dock-alert level="warning"
>${t}
${yt(this.choice)?n`<br />${this.text("queue_unlisted")}`:d}</dji-dock-alert
>`}renderModule(t,e,i){let{choice:o}=this,a=ge(e,i),l=fe(o.scope)&&yt(o)?a.filter(h=>ve(h,o)):a,c=e.unavailable.find(h=>h.module===i);return n`<section class="card">
<h3>${j(this.hass,"log_module",i)}</h3>
${c?this.renderRefusal(t,e,c):d}
${l.length?Fe(this.hass,i,l,this.chosen,(h,g,k,D)=>{this.tick(h,g,k,D)}):c?d:n`<p class="secondary">${this.text(a.length?"none_in_time":"none")}</p>`}
</section>`}renderRefusal(t,e,{words:i,remedy:o}){let a=o&&this.switchOf(t,"aircraft_power");return n`<dji-dock-alert level="warning"
>${o==="power_aircraft"?this.text("aircraft_off"):w(this.hass,i)}
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
>`:d}`}switchOf(t,e){return Object.values(this.hass.entities).find(i=>i?.device_id===t.device_id&&i.translation_key===e)?.entity_id}async switchOn(t){this.switching=!0,this.notSwitched="";try{await this.hass.callService("switch","turn_on",{entity_id:t},void 0,!1)}catch(e){this.switching=!1,this.notSwitched=L(this.hass,e)}}tick(t,e,i,o){let a=o?this.lastRow:void 0;this.picked=e?At(this.chosen,t,e,i,a):t.reduce((l,c)=>At(l,t,c,i,void 0),new Set(this.chosen)),this.lastRow=e??void 0}busy(t){return t.online?t.upload??t.queued?"waits_upload":t.aircraft?.flying?"waits_flight":"":"waits_offline"}renderStart(t){let{hass:e,list:i,chosen:o}=this,a=this.busy(t)||(this.asked?.error?"waits_offline":""),l=i?.files.filter(jt=>o.has(q(jt)))??[],c=l.reduce((jt,ci)=>jt+(ci.size??0),0),h=[l.length?H(e,"logs.selected",l.length):"",c?U(e,c):"",this.withAircraft?this.text("and_aircraft"):""].filter(Boolean),g=!i&&this.asked?.error!==void 0,k=yt(this.choice)&&!kt(this.choice),D=h.length>0||g&&k;return n`<section class="card bottom" aria-label=${this.text("start")}>
<div class="row">
<div class="grow">
<div role="status">
${h.length?h.join(" \xB7 "):g?this.text("unlisted"):this.text("nothing")}
</div>
${a&&D?n`<div class="secondary">${this.text(a)}</div>`:d}
</div>
<button
class="primary"
?disabled=${!D||this.starting}
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
</section>`}async start(t,e){let{device_id:i}=t,o=$e(this.list,this.choice,this.chosen,this.withAircraft);this.starting=!0,this.error=this.refused="";try{for(let a of o){let{upload_id:l}=await oe(this.hass,{device_id:i,when_busy:e?"queue":"refuse",...a});this.seen.add(l)}this.picked=new Set,this.withAircraft=!1}catch(a){let l=a.translation_key??"",c=L(this.hass,a);_i.has(l)&&!e?this.refused=c:this.error=c}finally{this.starting=!1}}};M.styles=[_,T,Ie,v`
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
`],p([m()],M.prototype,"asked",2),p([m()],M.prototype,"picked",2),p([m()],M.prototype,"withAircraft",2),p([m()],M.prototype,"starting",2),p([m()],M.prototype,"switching",2),p([m()],M.prototype,"notSwitched",2),p([m()],M.prototype,"saving",2),p([m()],M.prototype,"unsaved",2),p([m()],M.prototype,"error",2),p([m()],M.prototype,"refused",2),M=p([x("dji-dock-page-logs")],M);var _i=new Set(["upload_running","dock_busy","aircraft_starts","dock_offline"]);var Ke="M12,15.5A3.5,3.5 0 0,1 8.5,12A3.5,3.5 0 0,1 12,8.5A3.5,3.5 0 0,1 15.5,12A3.5,3.5 0 0,1 12,15.5M19.43,12.97C19.47,12.65 19.5,12.33 19.5,12C19.5,11.67 19.47,11.34 19.43,11L21.54,9.37C21.73,9.22 21.78,8.95 21.66,8.73L19.66,5.27C19.54,5.05 19.27,4.96 19.05,5.05L16.56,6.05C16.04,5.66 15.5,5.32 14.87,5.07L14.5,2.42C14.46,2.18 14.25,2 14,2H10C9.75,2 9.54,2.18 9.5,2.42L9.13,5.07C8.5,5.32 7.96,5.66 7.44,6.05L4.95,5.05C4.73,4.96 4.46,5.05 4.34,5.27L2.34,8.73C2.21,8.95 2.27,9.22 2.46,9.37L4.57,11C4.53,11.34 4.5,11.67 4.5,12C4.5,12.33 4.53,12.65 4.57,12.97L2.46,14.63C2.27,14.78 2.21,15.05 2.34,15.27L4.34,18.73C4.46,18.95 4.73,19.03 4.95,18.95L7.44,17.94C7.96,18.34 8.5,18.68 9.13,18.93L9.5,21.58C9.54,21.82 9.75,22 10,22H14C14.25,22 14.46,21.82 14.5,21.58L14.87,18.93C15.5,18.67 16.04,18.34 16.56,17.94L19.05,18.95C19.27,19.03 19.54,18.95 19.66,18.73L21.66,15.27C21.78,15.05 21.73,14.78 21.54,14.63L19.43,12.97Z";var Qe="M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M7,13H17V11H7";var Ti={passed:ft,failed:nt,open:Qe},O=class extends E{constructor(){super(...arguments);this.entryId="";this.running=!1}text(t){return u(this.hass,`setup.${t}`)}render(){return n`<div class="row">
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
${this.error?n`<dji-dock-alert level="error">${L(this.hass,this.error)}</dji-dock-alert>`:d}
${this.checks&&!this.running?n`<ol>
${this.checks.map(t=>this.renderCheck(t))}
</ol>`:d}`}renderResult(t){let e=t.filter(o=>o.passed===!1).length,i=e?H(this.hass,"setup.check_failed",e):this.text("check_all_passed");return n`<dji-dock-alert level=${e?"error":"success"} quiet>
${i} ${this.when?Q(this.hass,this.when):d}
</dji-dock-alert>`}renderCheck(t){let e=t.passed===null?"open":t.passed?"passed":"failed",i=this.text(`check_name_${t.name}`)||t.name;return n`<li class=${e}>
${R(Ti[e])}
<div class="grow">
<strong>${t.dock?`${t.dock}: ${i}`:i}</strong>
<span class="visually-hidden">${this.text(`check_is_${e}`)}</span>
${t.value?n`<code class="secondary">${this.shown(t.value)}</code>`:d}
<div>${w(this.hass,t.words)}</div>
${t.link&&!location.pathname.startsWith(t.link)?n`<a href=${t.link}>${this.text("check_mend")}</a>`:d}
</div>
</li>`}shown(t){return/^\d{4}-\d\d-\d\dT/.test(t)?y(this.hass,t):t}async run(){this.running=!0,this.error=void 0;try{this.checks=(await de(this.hass,{entry_id:this.entryId})).checks,this.when=new Date}catch(t){this.error=t}finally{this.running=!1}}};O.styles=[_,T,v`
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
`],p([$({attribute:!1})],O.prototype,"hass",2),p([$({attribute:!1})],O.prototype,"entryId",2),p([m()],O.prototype,"checks",2),p([m()],O.prototype,"when",2),p([m()],O.prototype,"running",2),p([m()],O.prototype,"error",2),O=p([x("dji-dock-setup-check")],O);var Ye="M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z";var Rt="M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z";var Li=2e3,A=class extends E{constructor(){super(...arguments);this.value="";this.label="";this.done="";this.block=!1;this.copied=!1}render(){let t=n`<code>${this.value}</code>`;return n`${this.block?n`<pre tabindex="0" role="region" aria-label=${this.label}>${t}</pre>`:t}
<button class="icon" aria-label=${this.label} title=${this.label} @click=${this.copy}>
${R(this.copied?Ye:Rt,20)}
</button>
<span class="visually-hidden" role="status">${this.copied?this.done:""}</span>`}async copy(){try{await navigator.clipboard.writeText(this.value)}catch{this.mark()}this.copied=!0,setTimeout(()=>this.copied=!1,Li)}mark(){let t=document.createElement("textarea");t.value=this.value,t.style.cssText="position:fixed;inset-inline-start:-999px",this.code.after(t),t.select(),document.execCommand("copy"),t.remove()}};A.styles=[_,T,v`
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
`],p([$()],A.prototype,"value",2),p([$()],A.prototype,"label",2),p([$()],A.prototype,"done",2),p([$({type:Boolean,reflect:!0})],A.prototype,"block",2),p([m()],A.prototype,"copied",2),p([Gt("code")],A.prototype,"code",2),A=p([x("dji-dock-copy-value")],A);var Ri=["gateway","username","organization_id","organization_name","binding_code"],I=class extends E{constructor(){super(...arguments);this.entryId=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:Kt(this.hass,t.get("hass"))}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.subscribe()}firstUpdated(){this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe?.then(t=>t()).catch(()=>{}),this.unsubscribe=void 0}subscribe(){this.error=void 0,this.unsubscribe=pe(this.hass,this.entryId,t=>this.info=t),this.unsubscribe.catch(t=>this.error=t)}text(t,e){return u(this.hass,`setup.${t}`,e)}render(){let{info:t}=this;return this.error?J(this.hass,this.error,()=>this.subscribe()):t?t.answer_requests?n`<p class="secondary">${this.text("pilot_about")}</p>
${this.renderValues(t)} ${this.renderWaiting(t)} ${this.renderBound(t)}
${this.renderSnippets()}`:n`<p>${this.text("other_platform")}</p>`:n`<p role="status">${u(this.hass,"common.loading")}</p>`}renderValues(t){return n`<dl>
${Ri.filter(e=>t[e]).map(e=>{let i=this.text(`value_${e}`);return n`<dt>${i}</dt>
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
<span class="secondary">${Ut(this.hass,i.since)}</span>
<div>${w(this.hass,i.words)}</div>
</dji-dock-alert>
</li>`)}
</ul>`:e}
</div>`}renderBound(t){return t.bound.length?n`<h3>${this.text("bound")}</h3>
<ul aria-live="polite">
${t.bound.map(e=>n`<li class="row">
<a href=${b("dock",[e.device_id])}>${e.name}</a>
<span class="secondary">${e.serial}</span>
<span>${u(this.hass,e.online?"common.online":"common.offline")}</span>
<span class="secondary">
${this.text("bound_since",{ago:Ut(this.hass,e.since)})}
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
</div>`}):u(this.hass,"common.loading")}
</div>
</details>`}async loadSnippets(t){if(t.target.open)try{this.snippets=(await ce(this.hass,this.entryId)).snippets}catch(e){this.error=e}}};I.styles=[_,T,v`
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
`],p([$({attribute:!1})],I.prototype,"hass",2),p([$({attribute:!1})],I.prototype,"entryId",2),p([m()],I.prototype,"info",2),p([m()],I.prototype,"snippets",2),p([m()],I.prototype,"error",2),I=p([x("dji-dock-setup-pilot")],I);var Vi="/config/integrations/integration/dji_dock",mt=class extends X{constructor(){super(),new B(this,()=>!1)}text(r){return u(this.hass,`setup.${r}`)}render(){let{hass:r}=this;if(!f.ready)return n`<p role="status">${u(r,"common.loading")}</p>`;let[t]=this.route.parts,e=f.entries.filter(i=>!t||i.entry_id===t);return e.length?n`${W(e,i=>i.entry_id,i=>this.renderEntry(i))}
${e.length<f.entries.length?n`<p><a href=${b("setup")}>${this.text("all_entries")}</a></p>`:d}`:n`<dji-dock-empty .icon=${Yt} heading=${this.text("nothing")}>
<p>${this.text(f.admin?"nothing_text":"not_yours")}</p>
${f.admin?this.renderLink():d}
</dji-dock-empty>`}renderLink(){return n`<a class="button" href=${Vi}
>${R(Ke,20)} ${this.text("change")}</a
>`}renderEntry(r){let{hass:t}=this;return n`<article class="card" aria-labelledby=${`title-${r.entry_id}`}>
<div class="row">
<h2 class="grow" id=${`title-${r.entry_id}`}>${r.title}</h2>
${f.admin?this.renderLink():d}
</div>
<div class="parts">${this.renderParts(r)}</div>
${r.issues.length?n`<dji-dock-concerns
single
.hass=${t}
.concerns=${Xt([r],[])}
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
</article>`}renderParts(r){let{bucket:t,broker:e}=r,i=(o,a)=>n`<dji-dock-alert level=${o} quiet>${a}</dji-dock-alert>`;if(!r.loaded&&Te(r))return i("info",u(this.hass,"overview.entry_starting",{name:r.title}));if(!r.loaded){let o=u(this.hass,"setup.stopped");return i("error",`${o} ${w(this.hass,r.reason)}`)}return n`${e.connected?i("success",this.text("broker_connected")):i("error",this.text("broker_lost"))}
${t.configured?t.usable===null?i("info",this.text("bucket_unknown")):t.usable?i("success",this.text("bucket_usable")):i("error",`${this.text("bucket_unusable")} ${w(this.hass,t.error)}`):i("info",this.text("bucket_none"))}
${r.answer_requests?d:i("info",this.text("other_platform"))}`}};mt.styles=[_,T,v`
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
`],mt=p([x("dji-dock-page-setup")],mt);var Vt="M2 12H4V17H20V12H22V17C22 18.11 21.11 19 20 19H4C2.9 19 2 18.11 2 17V12M12 15L17.55 9.54L16.13 8.13L13 11.25V2H11V11.25L7.88 8.13L6.46 9.55L12 15Z";var Mi=200;function Bt(s,r){return new Map(r.map(({upload_id:t,words:e})=>[t,w(s,e)]))}async function Mt(s,r,t){let e=l=>u(r,`uploads.${l}`),i=t.some(l=>l.may.download),o=await lt(s,{heading:H(r,"uploads.delete_heading",t.length),text:e("delete_text"),action:u(r,"common.delete"),keep:u(r,"common.cancel"),...i?{option:e("delete_objects")}:{}});if(!o)return;let a={deleted:new Set,failed:new Map};for(let l of et(t,Mi)){let c=l.map(({device_id:k,upload_id:D})=>({device_id:k,upload_id:D})),{deleted:h,failed:g}=await se(r,c,o.option);for(let{upload_id:k}of h)a.deleted.add(k);for(let[k,D]of Bt(r,g))a.failed.set(k,D)}return a}async function Je(s,r,{device_id:t,upload_id:e,status:i}){let o=l=>u(r,`uploads.${l}`);await lt(s,{heading:o("cancel_heading"),text:o(i==="queued"?"cancel_waiting_text":"cancel_text"),action:o("cancel_upload"),keep:o("keep")})&&await wt(r,{device_id:t,upload_id:e})}async function Ht(s,{device_id:r,upload_id:t}){let e=await ne(s,{device_id:r,upload_id:t});return{device_id:r,upload_id:e.upload_id}}var C=class extends E{constructor(){super();this.device="";this.upload="";this.back="";this.error="";this.gone="";this.busy=!1;this.asked="";new B(this,t=>t===`uploads:${this.device}`)}text(t,e){return u(this.hass,`uploads.${t}`,e)}willUpdate(){let t=`${this.device} ${this.upload}`;t!==this.asked?(this.asked=t,this.known=this.links=void 0,this.error=this.gone="",this.load()):this.entries!==f.entries&&this.load(),this.entries=f.entries;let e=f.uploads.get(this.upload);e&&e!==this.known&&(this.known=e,this.gone=""),f.gone.has(this.upload)&&(this.gone||=this.text("gone_text"))}async load(){let{asked:t}=this;try{let e=await ee(this.hass,{device_id:this.device,upload_id:this.upload});t===this.asked&&(this.known=f.uploads.get(this.upload)??e)}catch(e){t===this.asked&&!this.known&&(this.gone=L(this.hass,e))}}render(){return n`<a class="button back" href=${this.back}
>${R(Qt,20)}${this.text("back")}</a
>
${this.gone?n`<dji-dock-empty .icon=${Vt} .heading=${this.text("gone")}>
<p>${this.gone}</p>
</dji-dock-empty>`:this.known?this.renderUpload(this.known):n`<p class="secondary">${u(this.hass,"common.loading")}</p>`}`}renderUpload(t){let{hass:e}=this,i=Lt(t);return n`<section class="card">
<dji-dock-upload .hass=${e} .upload=${t}
><h2>${t.dock}, ${y(e,t.created)}</h2></dji-dock-upload
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
${u(e,"common.download")}
</button>
<button ?disabled=${i} @click=${()=>this.showLinks(t)}>
${this.text("links")}
</button>`:d}
${o.retry?n`<button ?disabled=${i} @click=${()=>this.again(t)}>
${this.text("do_retry")}
</button>`:d}
${o.delete?n`<button ?disabled=${i} @click=${()=>this.discard(t)}>
${u(e,"common.delete")}
</button>`:d}`}renderLinks(t){return n`<section class="card">
<h3>${this.text("links")}</h3>
<p class="secondary">${this.text("links_text")}</p>
<ul>
${t.map(e=>n`<li>
<div>
<a href=${e.url} rel="noreferrer" target="_blank">${e.name}</a>
<span class="secondary">${U(this.hass,e.size)}</span>
</div>
<div class="link">
<input
readonly
.value=${e.url}
aria-label=${e.name}
@focus=${i=>{i.target.select()}}
/>
<button @click=${i=>this.copy(i)}>
${R(Rt,20)}${this.text("copy")}
</button>
</div>
</li>`)}
</ul>
</section>`}copy(t){t.currentTarget.parentElement?.querySelector("input")?.select(),document.execCommand("copy")&&K(this,this.text("copied"))}renderFacts(t){let{hass:e}=this,i=[["fact_started",y(e,t.created)],["fact_heard",t.heard&&y(e,t.heard)],["fact_finished",t.finished&&y(e,t.finished)],["fact_by",t.adopted?this.text("fact_adopted"):null],["fact_id",t.upload_id]];return n`<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
</dl>
${t.files.map(o=>this.renderFile(o))}`}renderFile(t){let{hass:e}=this,i=[["fact_logs",t.boot_indexes.join(", ")],["fact_size",t.size===null?"":U(e,t.size)],["fact_key",t.object_key]];return n`<h4>${j(e,"log_module",t.module)}</h4>
<dl>
${i.map(([o,a])=>a?n`<dt>${this.text(o)}</dt>
<dd>${a}</dd>`:d)}
${t.deleted?n`<dt></dt>
<dd>${this.text("deleted_all")}</dd>`:d}
</dl>`}async run(t){this.busy=!0,this.error="";try{await t()}catch(e){this.error=L(this.hass,e)}finally{this.busy=!1}}download(t){return this.run(async()=>{let e=await this.ask(t);st(e)?(this.links=e,this.error=this.text("mixed")):await rt(e)})}showLinks(t){return this.run(async()=>{this.links=await this.ask(t)})}async ask(t){let{links:e,failed:i}=await it(this.hass,[t]),[o]=i;if(o)throw new Error(w(this.hass,o.words));return e}again(t){return this.run(async()=>{let e=await Ht(this.hass,t);K(this,this.text("retried")),F(b("uploads",[e.device_id,e.upload_id]))})}discard(t){return this.run(async()=>{let e=await Mt(this.renderRoot,this.hass,[t]);e&&(this.error=e.failed.get(t.upload_id)??"",e.deleted.size&&F(this.back,!0))})}};C.styles=[_,T,v`
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
`],p([$({attribute:!1})],C.prototype,"hass",2),p([$({attribute:!1})],C.prototype,"device",2),p([$({attribute:!1})],C.prototype,"upload",2),p([$({attribute:!1})],C.prototype,"back",2),p([m()],C.prototype,"known",2),p([m()],C.prototype,"error",2),p([m()],C.prototype,"gone",2),p([m()],C.prototype,"links",2),p([m()],C.prototype,"busy",2),C=p([x("dji-dock-upload-detail")],C);var Xe="M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z";var Hi=[["download",Ve],["retry",bt],["cancel",Jt],["delete",Xe]];function qt(s,r){return`${r.dock}, ${y(s,r.created)}`}function ti(s,{hass:r,ticked:t,handler:e}){return n`<input
type="checkbox"
aria-label=${qt(r,s)}
.checked=${P(t)}
@click=${i=>{e.tick(s,i.target.checked,i.shiftKey)}}
/>`}function ei(s,{hass:r}){return n`<a href=${b("uploads",[s.device_id,s.upload_id])}
>${y(r,s.created)}</a
>`}function ii(s,r){let{hass:t}=r,e=(a,l)=>u(t,`uploads.${a}`,l),i=Lt(s),o=s.words??s.files.find(a=>a.words)?.words;return n`${dt(t,s)}
${i==="none"?d:n`<span class="tag">${e(`deleted_${i}`)}</span>`}
${s.status==="queued"&&s.position!==null?n`<span class="secondary">${e("waits_at",{place:String(s.position)})}</span>`:d}
${s.status==="queued"||V(s)?d:ji(s,r)}
${o?n`<p class="why">${w(t,o)}</p>`:d}
${r.error?n`<p class="why bad" role="alert">${r.error}</p>`:d}`}function ji(s,{hass:r}){let t=at(s),e=[s.progress===null?"":$t(r,s.progress),s.rate?vt(r,s.rate):"",t===null?"":u(r,"uploads.left",{time:Y(r,t)})];return n`<span class="figures">${e.filter(Boolean).join(" \xB7 ")}</span>
<dji-dock-bar
.value=${s.progress}
.label=${qt(r,s)}
.tone=${s.status==="stalled"?"still":""}
></dji-dock-bar>`}function si(s,r){return r.modules.map(t=>j(s,"log_module",t)).join(", ")}function ri(s,{hass:r,busy:t,handler:e}){let i=qt(r,s);return n`<span class="deeds"
>${Hi.map(([o,a])=>{if(!s.may[o])return d;let l=u(r,`uploads.do_${o}`);return n`<button
class="icon"
title=${l}
aria-label="${l}: ${i}"
?disabled=${t}
@click=${()=>e.act(s,o)}
>
${R(a)}
</button>`})}</span
>`}function oi(s,r){let{hass:t,ticked:e}=r;return n`<tr class=${e?"picked":""} aria-busy=${r.busy?"true":"false"}>
<td>${ti(s,r)}</td>
<td>${ei(s,r)}</td>
<td>${s.dock}</td>
<td><div class="state">${ii(s,r)}</div></td>
<td>${si(t,s)}</td>
<td class="figure">${U(t,Pt(s))}</td>
<td class="end">${ri(s,r)}</td>
</tr>`}function ni(s,r){let{hass:t,ticked:e}=r,i=Pt(s);return n`<li class="card ${e?"picked":""}">
<div class="row">
${ti(s,r)}
<span class="grow"><strong>${s.dock}</strong><br />${ei(s,r)}</span>
</div>
<div class="state">${ii(s,r)}</div>
<div class="row">
<span class="secondary grow"
>${si(t,s)}${i===null?"":` \xB7 ${U(t,i)}`}</span
>
${ri(s,r)}
</div>
</li>`}var ai=v`
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
`;var Zt=100,Ci=200,li=["created","dock","status","modules","size"],S=class extends X{constructor(){super();this.rows=[];this.loading=!1;this.loaded=!1;this.error="";this.picked=new Set;this.busy=new Set;this.problems=new Map;this.told="";this.next=null;this.asked="";this.run=0;this.scrolled=0;this.second=0;this.watch=new IntersectionObserver(t=>{t.some(e=>e.isIntersecting)&&this.more()},{rootMargin:"600px"});new B(this),new tt(this,()=>(this.second+=1,!this.isDetail&&this.rows.some(t=>t.eta!==null)))}disconnectedCallback(){super.disconnectedCallback(),this.watch.disconnect()}get isDetail(){return this.route.parts.length>1}get filter(){return Pe(this.route.query)}text(t,e){return u(this.hass,`uploads.${t}`,e)}willUpdate(t){if(t.has("route")&&this.isDetail&&!di(t.get("route"))&&(this.scrolled=window.scrollY),this.isDetail||!f.ready)return;let e=this.filter,i=JSON.stringify(e);if(i!==this.asked?(this.asked=i,this.rows=[],this.next=null,this.loaded=!1,this.picked=new Set,this.problems=new Map,this.entries=f.entries,this.load()):this.entries!==f.entries&&(this.entries=f.entries,f.live&&this.load()),!this.loaded)return;this.rows=Ze(this.rows,f.uploads,f.gone,a=>qe(this.hass,e,a),this.next===null);let o=new Set(this.rows.map(a=>a.upload_id));[...this.picked].some(a=>!o.has(a))&&(this.picked=new Set([...this.picked].filter(a=>o.has(a))))}updated(t){this.watch.disconnect();let e=this.renderRoot.querySelector("#more");e&&this.watch.observe(e),t.has("route")&&di(t.get("route"))&&!this.isDetail&&window.scrollTo({top:this.scrolled})}async load(){let t=++this.run,e=Math.min(Ci,Math.max(Zt,this.rows.length));this.loading=!0,this.error="";try{let{uploads:i,next:o}=await Dt(this.hass,{...Nt(this.hass,this.filter),limit:e});if(t!==this.run)return;let a=f.entries.filter(c=>!c.loaded).map(c=>c.entry_id),l=We(this.rows,i,({device_id:c})=>a.includes(f.docks.get(c)?.entry_id??""));l.length===i.length&&(this.next=o),this.rows=l,this.loaded=!0}catch(i){t===this.run&&(this.error=L(this.hass,i))}finally{t===this.run&&(this.loading=!1)}}async more(){if(this.loading||this.next===null)return;let t=++this.run;this.loading=!0;try{let{uploads:e,next:i}=await Dt(this.hass,{...Nt(this.hass,this.filter),before:this.next,limit:Zt});if(t!==this.run)return;let o=new Set(this.rows.map(a=>a.upload_id));this.rows=[...this.rows,...e.filter(a=>!o.has(a.upload_id))],this.next=i}catch(e){t===this.run&&(this.error=L(this.hass,e))}finally{t===this.run&&(this.loading=!1)}}tick(t,e,i){let o=this.rows.map(g=>g.upload_id),a=o.indexOf(t.upload_id),l=i&&this.lastRow!==void 0?o.indexOf(this.lastRow):a,c=l<0?a:l,h=new Set(this.picked);for(let g of o.slice(Math.min(a,c),Math.max(a,c)+1))e?h.add(g):h.delete(g);this.picked=h,this.lastRow=t.upload_id}act(t,e){this.deed([t],e)}async deed(t,e){let i=t.map(l=>l.upload_id);this.busy=new Set([...this.busy,...i]),this.told="";let o=new Map(this.problems);for(let l of i)o.delete(l);try{for(let[l,c]of await this.carryOut(t,e))o.set(l,c)}catch(l){for(let c of i)o.set(c,L(this.hass,l))}finally{this.busy=new Set([...this.busy].filter(l=>!i.includes(l))),this.problems=o}let a=i.filter(l=>o.has(l)).length;a&&i.length>1&&(this.told=H(this.hass,"uploads.not_done",a))}async carryOut(t,e){let{hass:i}=this,o=this.renderRoot,[a]=t;if(!a)return new Map;switch(e){case"download":{let{links:l,failed:c}=await it(i,t);return st(l)?new Map(t.map(h=>[h.upload_id,this.text("mixed")])):(await rt(l),Bt(i,c))}case"retry":return await Ht(i,a),K(this,this.text("retried")),new Map;case"cancel":return await Je(o,i,a),new Map;case"delete":{let l=await Mt(o,i,t);return l?(l.deleted.size&&(this.rows=this.rows.filter(c=>!l.deleted.has(c.upload_id)),K(this,H(i,"uploads.deleted",l.deleted.size)),await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()),l.failed):new Map}}}render(){let{hass:t}=this;if(!f.ready)return n`<p class="secondary">${u(t,"common.loading")}</p>`;let[e,i]=this.route.parts;if(e&&i)return n`<dji-dock-upload-detail
.hass=${t}
.device=${e}
.upload=${i}
.back=${b("uploads",[],this.asked?Tt(JSON.parse(this.asked)):{})}
></dji-dock-upload-detail>`;let o=this.filter;return n`<h2 id="heading" class="visually-hidden" tabindex="-1">${this.text("heading")}</h2>
${this.renderFilters(o)}
${f.entries.filter(({loaded:a})=>!a).map(a=>Le(t,a))}
${this.error?J(t,this.error,()=>this.load()):d}
${this.told?n`<dji-dock-alert level="error">${this.told}</dji-dock-alert>`:d}
${this.rows.length?this.renderRows():this.renderNone(o)}
${this.next===null?d:n`<button id="more" ?disabled=${this.loading} @click=${()=>{this.more()}}>
${u(t,this.loading?"common.loading":"common.more")}
</button>`}
${this.picked.size?this.renderBulk():d}`}go(t){F(b("uploads",[],Tt(t)),!0)}renderFilters(t){let{hass:e}=this,i=l=>{let c=t.groups.includes(l),h=ut.filter(g=>g===l?!c:t.groups.includes(g));this.go({...t,groups:h})},o=[...f.docks.values()].sort((l,c)=>l.name.localeCompare(c.name)),a=l=>n`<label
>${this.text(l)}
<input
type="date"
.value=${Be(e,t[l])}
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
${ut.map(l=>n`<button
class="chip"
aria-pressed=${t.groups.includes(l)?"true":"false"}
@click=${()=>i(l)}
>
${this.text(`group_${l}`)}
</button>`)}
</div>
${o.length>1||t.dock?n`<select
aria-label=${u(e,"common.choose_dock")}
@change=${l=>{this.go({...t,dock:l.target.value})}}
>
<option value="">${u(e,"common.all_docks")}</option>
${o.map(({device_id:l,name:c})=>n`<option value=${l} ?selected=${l===t.dock}>
${c}
</option>`)}
</select>`:d}
<div class="days">${a("since")} ${a("until")}</div>
</div>`}renderNone(t){let{hass:e}=this;if(!this.loaded)return n`<p class="secondary">
${this.error?d:u(e,"common.loading")}
</p>`;if(f.entries.some(o=>!o.loaded))return d;let i=Object.values(Tt(t)).some(Boolean);return n`<dji-dock-empty
.icon=${Vt}
.heading=${this.text(i?"none_fits":"none")}
>
${i?n`<button
class="primary"
@click=${()=>this.go({groups:[],dock:"",since:"",until:""})}
>
${this.text("show_all")}
</button>`:n`<p>${this.text("none_text")}</p>
<a class="button primary" href=${b("logs")}>${this.text("to_logs")}</a>`}
</dji-dock-empty>`}look(t){let e=t.upload_id;return{hass:this.hass,ticked:this.picked.has(e),busy:this.busy.has(e),error:this.problems.get(e)??"",handler:this}}renderRows(){let t=et(this.rows,Zt),e=o=>a=>{let l=this.look(a),c=V(a)?0:this.second,h=[a,l.ticked,l.busy,l.error,c,this.hass.localize,o];return Re(h,()=>o(a,l))},i=o=>o.upload_id;return this.narrow?n`${t.map(o=>n`<ul class="block" style="--rows:${o.length}">
${W(o,i,e(ni))}
</ul>`)}`:n`<div class="list card">
${t.map((o,a)=>n`<table
class="block"
style="--rows:${o.length}"
aria-label=${this.text("heading")}
>
${this.renderHead(a===0)}
<tbody>
${W(o,i,e(oi))}
</tbody>
</table>`)}
</div>`}renderHead(t){let e=this.picked.size;return n`<colgroup>
<col class="box" />
${li.map(i=>n`<col class="c-${i}" />`)}
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
${li.map(i=>n`<th scope="col" class=${i==="size"?"figure":""}>
${this.text(`column_${i}`)}
</th>`)}
<th scope="col">
<span class="visually-hidden">${this.text("column_deeds")}</span>
</th>
</tr>
</thead>`:d}`}renderBulk(){let{hass:t}=this,e=this.rows.filter(c=>this.picked.has(c.upload_id)),[i,o]=[e.filter(c=>c.may.download),e.filter(c=>c.may.delete)],a=i.flatMap(c=>c.files).length,l=e.some(c=>this.busy.has(c.upload_id));return n`<section class="card bulk" aria-label=${this.text("bulk")}>
<div class="row">
<span class="grow" role="status"
>${H(t,"uploads.selected",e.length)}</span
>
<button
?disabled=${l||!i.length}
@click=${()=>{this.deed(i,"download")}}
>
${u(t,"common.download")}${i.length?` (${i.length})`:""}
</button>
${o.length?n`<button ?disabled=${l} @click=${()=>{this.deed(o,"delete")}}>
${u(t,"common.delete")} (${o.length})
</button>`:d}
<button
class="plain"
@click=${async()=>{this.picked=new Set,await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()}}
>
${this.text("deselect")}
</button>
</div>
${a>1?n`<p class="secondary">${this.text("several_files")}</p>`:d}
</section>`}};S.styles=[_,T,gt,xt,ai,v`
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
`],p([m()],S.prototype,"rows",2),p([m()],S.prototype,"loading",2),p([m()],S.prototype,"loaded",2),p([m()],S.prototype,"error",2),p([m()],S.prototype,"picked",2),p([m()],S.prototype,"busy",2),p([m()],S.prototype,"problems",2),p([m()],S.prototype,"told",2),S=p([x("dji-dock-page-uploads")],S);function di(s){return(s?.parts.length??0)>1}
