import{a as Q}from"./chunk-JIFFGOWO.js";import{a as q,b as D,c as W,d as Y,e as G}from"./chunk-PDBQIRUM.js";import{f as te}from"./chunk-EXSONS3T.js";import{a as M,b as F,c as l,d as B,g}from"./chunk-OD7S5LMO.js";import{a as V}from"./chunk-ORE6D2L7.js";import"./chunk-UMSXCKQP.js";import{c as J,e as I,f as K,i as X,j as z}from"./chunk-2VWBIQL4.js";import{a as Z,j as ee}from"./chunk-WBOMTXL7.js";import{M as P,W as v,X as s,_ as u,ba as U,ca as L,da as h,fa as b,ga as N,ha as S,ia as A,ka as j,la as a,ma as O,na as T,pa as H,t as R}from"./chunk-E2XFT2OW.js";import{a as p}from"./chunk-JFKSI6I7.js";var E;function C(n){return(E&&a(E,`cards.${n}`))??""}function x(n){return{schema:n,computeLabel:o=>C(o.name)||o.name,computeHelper:o=>C(`${o.name}_help`)||void 0}}var w=n=>({name:"device_id",required:n,selector:{device:{filter:[{integration:"dji_dock"}]}}}),m=class extends U{constructor(){super();this.language="";new B(this,e=>this.wants(e))}static{this.styles=[S,A,v`
:host {
display: block;
block-size: 100%;
}
ha-card {
display: block;
block-size: 100%;
box-sizing: border-box;
padding: 16px;
overflow: hidden;
/* Where Home Assistant's element is not there. */
background: var(--ha-card-background, var(--card-background-color, #fff));
border-radius: var(--ha-card-border-radius, 12px);
}
.head {
display: flex;
align-items: baseline;
gap: 8px;
margin-block-end: 8px;
}
.head h2 {
flex: 1;
font-size: 16px;
overflow: hidden;
text-overflow: ellipsis;
white-space: nowrap;
}
`]}setConfig(e){this.config=e}wants(e){let t=this.deviceId;return t===void 0||e.endsWith(`:${t}`)}get deviceId(){return this.config?.device_id?this.config.device_id:l.docks.size===1?[...l.docks.keys()][0]:void 0}get dock(){return l.docks.get(this.deviceId??"")}shouldUpdate(e){return e.size!==1||!e.has("hass")||!this.hass?!0:M(this.hass,e.get("hass"))||this.showsStates(e.get("hass"))}showsStates(e){return!1}willUpdate(e){E=this.hass??E;let{hass:t}=this;if(!t||t.language===this.language)return;let{language:r}=t;j(t).then(()=>{this.language=r})}render(){let{hass:e,config:t}=this;return!e||!t||!this.language?u:s`<ha-card>${this.renderBody(e)}</ha-card>`}renderNoDock(e){if(!l.ready)return s`<p class="secondary">${a(e,"common.loading")}</p>`;let t=this.config?.device_id?"cards.unknown_dock":"cards.choose_dock";return s`<p class="secondary">
${l.docks.size?a(e,t):a(e,"common.no_docks_text")}
</p>`}};p([L({attribute:!1})],m.prototype,"hass",2),p([h()],m.prototype,"config",2),p([h()],m.prototype,"language",2);var se=3,_=class extends m{static getConfigForm(){return x([w(!0),{name:"layout",selector:{select:{options:["large","compact"].map(o=>({value:o,label:C(o)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}showsStates(o){let{hass:e,deviceId:t}=this;return!e||!t?!1:Q(e,t).some(r=>e.states[r]!==o?.states[r])}renderBody(o){let{dock:e}=this;if(this.toggleAttribute("compact",this.compact),!e)return this.renderNoDock(o);let t=g("dock",[e.device_id]);return this.compact?s`<div class="body">
<div class="head">
<h2><a href=${t}>${e.name}</a></h2>
</div>
<dji-dock-picture compact .hass=${o} .dock=${e}></dji-dock-picture>
${this.renderAttention(o,e,1)}
</div>`:s`<div class="body">
<div class="head">
<h2><a href=${t}>${e.name}</a></h2>
<span class="secondary">${e.model}</span>
</div>
<dji-dock-picture .hass=${o} .dock=${e}></dji-dock-picture>
${this.renderAttention(o,e,se)} ${this.renderUpload(o,e)}
${this.renderControls(o,e)}
</div>`}renderAttention(o,e,t){return e.attention.slice(0,t).map(({level:r,words:i,link:d})=>s`<dji-dock-alert level=${r}>
${T(o,i)}
${d?s`<a slot="action" href=${d}>${a(o,"cards.look")}</a>`:u}
</dji-dock-alert>`)}renderUpload(o,e){let t=e.upload===null?void 0:l.uploads.get(e.upload);if(!t)return u;let r=`${a(o,"cards.log_upload")}: ${H(o,"upload_status",t.status)}`;return s`<div>
<div class="row">
<a class="grow" href=${g("uploads",[t.device_id,t.upload_id])}>${r}</a>
<span>${z(o,t.progress)}</span>
</div>
<dji-dock-bar .value=${t.progress} label=${r}></dji-dock-bar>
</div>`}renderControls(o,e){return this.config?.controls===!1?u:s`<dji-dock-controls .hass=${o} .dock=${e}></dji-dock-controls>`}};_.styles=[...m.styles,v`
.body {
display: grid;
gap: 12px;
}
.head a {
color: inherit;
text-decoration: none;
}
.head a:hover {
text-decoration: underline;
}
:host([compact]) ha-card {
padding: 8px 12px;
}
dji-dock-picture:not([compact]) {
max-inline-size: 420px;
inline-size: 100%;
justify-self: center;
}
`],_=p([b("dji-dock-card-content")],_);var ae=6,y=class extends m{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return x([w(!0),{name:"limit",selector:{number:{min:1,max:48,mode:"box"}}}])}wants(e){return e===`media:${this.deviceId}`&&(this.asked=""),e!==`uploads:${this.deviceId}`&&super.wants(e)}willUpdate(e){super.willUpdate(e);let{hass:t,deviceId:r}=this,i=Math.min(48,Math.max(1,Number(this.config?.limit??ae)||1)),d=`${r} ${i} ${l.live}`;!t||!r||!l.live||d===this.asked||(this.asked=d,e.has("config")&&(this.files=void 0),this.load(t,r,i))}async load(e,t,r){try{let{files:i}=await ee(e,{device_id:t,limit:r});t===this.deviceId&&(this.files=i),this.error=void 0}catch(i){this.error=i}}renderBody(e){let{dock:t}=this;if(!t)return this.renderNoDock(e);let{pending:r,last:i}=t.media;return s`<div class="head">
<h2>${a(e,"cards.media")} · ${t.name}</h2>
<a href=${g("media",[t.device_id])}>${a(e,"cards.all")}</a>
</div>
${this.error?s`<p role="alert">${V(e,this.error)}</p>`:u}
<p class="secondary">
${[i?I(e,i):"",r?O(e,"cards.pending",r):""].filter(Boolean).join(" \xB7 ")}
</p>
${this.files?.length?s`<div class="grid">${this.files.map(d=>this.renderFile(e,d))}</div>`:s`<p class="secondary">
${a(e,this.files?"cards.no_media":"common.loading")}
</p>`}`}renderFile(e,t){let r=`${t.name}, ${J(e,t.taken_at)}`,i=g("media",[this.deviceId??""],{view:t.key});return s`<a href=${i} aria-label=${r} title=${r}>
${t.thumbnail?s`<img src=${e.hassUrl(t.thumbnail)} alt="" loading="lazy" />`:N(t.kind==="video"?P:R,40)}
</a>`}};y.styles=[...m.styles,v`
.grid {
display: grid;
grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
gap: 6px;
margin-block-start: 8px;
}
.grid a {
position: relative;
aspect-ratio: 4 / 3;
border-radius: 8px;
overflow: hidden;
display: grid;
place-items: center;
color: inherit;
background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
}
img {
inline-size: 100%;
block-size: 100%;
object-fit: cover;
}
`],p([h()],y.prototype,"files",2),p([h()],y.prototype,"error",2),y=p([b("dji-dock-media-card-content")],y);var ne=12,de=[["sensor","dock_mode"],["cover","cover"],["sensor","cover"],["switch","aircraft_power"],["binary_sensor","aircraft_in_dock"],["sensor","wind_speed"],["sensor","rainfall"],["sensor","environment_temperature"],["sensor","alarms"],["sensor","job"]];function re(n,o){return{type:"heading",heading:n,icon:o}}function ce(n,o){let e=c=>a(n,`cards.${c}`),t=de.map(([c,f])=>Y(n,o.id,c,f)).filter(c=>c!==void 0),r=W(n,o.id),i=[o,...r?[r]:[]].flatMap(c=>G(n,c.id,"camera")),d=o.id,$=[{type:"grid",cards:[{type:"custom:dji-dock-card",device_id:d}]},{type:"grid",cards:[re(e("state"),"mdi:garage-variant"),...t.map(c=>({type:"tile",entity:c,name:{type:"entity"}}))]},{type:"grid",cards:[{type:"custom:dji-dock-uploads-card",device_id:d}]},{type:"grid",cards:[{type:"custom:dji-dock-media-card",device_id:d}]}];return i.length&&$.push({type:"grid",cards:[re(e("cameras"),"mdi:cctv"),...i.map(c=>({type:"picture-entity",entity:c,camera_view:"auto",show_state:!0}))]}),$}async function le(n,o){let e={...o,localize:await j(o)},t=q(e).filter(f=>!n.docks||n.docks.includes(f.id)).sort((f,ie)=>D(f).localeCompare(D(ie))),r=a(e,"cards.docks");if(!t.length){let f=a(e,"common.no_docks_text");return{title:r,views:[{title:r,cards:[{type:"markdown",content:f}]}]}}let i=f=>({title:D(f),path:f.id,type:"sections",max_columns:3,sections:ce(e,f)}),[d]=t;if(d&&t.length===1)return{title:r,views:[i(d)]};let $=t.length>ne,c={title:r,path:"docks",icon:"mdi:quadcopter",type:"sections",max_columns:4,sections:t.map(f=>({type:"grid",cards:[{type:"custom:dji-dock-card",device_id:f.id,...$?{layout:"compact"}:{}}]}))};return{title:r,views:$?[c]:[c,...t.map(i)]}}var oe=5,k=class extends m{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return x([w(!1),{name:"limit",selector:{number:{min:1,max:20,mode:"box"}}}])}get limit(){let e=Number(this.config?.limit??oe);return Number.isFinite(e)?Math.min(20,Math.max(1,e)):oe}willUpdate(e){super.willUpdate(e);let{hass:t}=this,r=`${this.config?.device_id??""} ${this.limit} ${l.live}`;!t||!l.live||r===this.asked||(this.asked=r,this.load(t))}async load(e){try{let t={device_id:this.config?.device_id,limit:this.limit};this.listed=(await Z(e,t)).uploads,this.error=void 0}catch(t){this.error=t}}get uploads(){let e=new Map((this.listed??[]).map(t=>[t.upload_id,t]));for(let t of l.uploads.values()){let{device_id:r}=this.config??{};(!r||t.device_id===r)&&e.set(t.upload_id,t)}return[...e.values()].sort((t,r)=>Number(F(t))-Number(F(r))||r.created.localeCompare(t.created)).slice(0,this.limit)}renderBody(e){let t=this.config?.device_id,r=this.uploads;return s`<div class="head">
<h2>${a(e,"cards.uploads")}</h2>
<a href=${g("uploads",[],{dock:t})}>${a(e,"cards.all")}</a>
</div>
${this.error?s`<p class="failed" role="alert">${V(e,this.error)}</p>`:u}
${r.length?s`<ul>
${te(r,i=>i.upload_id,i=>this.renderUpload(e,i))}
</ul>`:s`<p class="secondary">
${a(e,this.listed?"cards.no_uploads":"common.loading")}
</p>`}`}renderUpload(e,t){let r=H(e,"upload_status",t.status),i=`${t.dock} \xB7 ${t.modules.map(c=>a(e,`common.${c}`)).join(", ")}`,d=!F(t)&&t.status!=="queued",$=[t.rate?X(e,t.rate):"",t.eta===null?"":K(e,t.eta),d?z(e,t.progress):I(e,t.created)];return s`<li>
<div class="line">
<a href=${g("uploads",[t.device_id,t.upload_id])}>${i}</a>
<span class=${t.status}>${r}</span>
</div>
${d?s`<dji-dock-bar
.value=${t.progress}
label=${`${i}: ${r}`}
></dji-dock-bar>`:u}
<div class="line secondary">
<span>${T(e,t.words)}</span>
<span>${$.filter(Boolean).join(" \xB7 ")}</span>
</div>
</li>`}};k.styles=[...m.styles,v`
li {
padding-block: 8px;
border-block-end: var(--dd-border);
display: grid;
gap: 4px;
}
li:last-child {
border: none;
}
.line {
display: flex;
gap: 8px;
justify-content: space-between;
}
.failed {
color: var(--dd-bad);
}
.uploaded {
color: var(--dd-good);
}
li a {
color: inherit;
text-decoration: none;
overflow: hidden;
text-overflow: ellipsis;
}
li a:hover {
text-decoration: underline;
}
`],p([h()],k.prototype,"listed",2),p([h()],k.prototype,"error",2),k=p([b("dji-dock-uploads-card-content")],k);export{_ as DockCard,y as MediaCard,k as UploadsCard,le as generate};
