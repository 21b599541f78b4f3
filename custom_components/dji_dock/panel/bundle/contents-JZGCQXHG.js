import{a as J}from"./chunk-WOLVWTGI.js";import{a as q,b as D,c as W,d as R,e as Z}from"./chunk-PDBQIRUM.js";import{K as ee,c as Y,e as I,f as G,g as z,k as K,l as C,n as Q,w as X}from"./chunk-GP5AYWPT.js";import{A as T,C as V,F as h,a as v,b as a,e as f,h as L,i as P,j as u,o as b,p as U,q as M,r as N,t as S,u as j,v as l,w as B,x as H,y as n,z as O}from"./chunk-NTTVRMXN.js";import{a as p}from"./chunk-JFKSI6I7.js";var E;function A(d){return(E&&n(E,`cards.${d}`))??""}function x(d){return{schema:d,computeLabel:o=>A(o.name)||o.name,computeHelper:o=>A(`${o.name}_help`)||void 0}}var w=d=>({name:"device_id",required:d,selector:{device:{filter:[{integration:"dji_dock"}]}}}),m=class extends L{constructor(){super();this.language="";new B(this,e=>this.wants(e))}static{this.styles=[M,N,v`
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
`]}setConfig(e){this.config=e}wants(e){let t=this.deviceId;return t===void 0||e.endsWith(`:${t}`)}get deviceId(){return this.config?.device_id?this.config.device_id:l.docks.size===1?[...l.docks.keys()][0]:void 0}get dock(){return l.docks.get(this.deviceId??"")}shouldUpdate(e){return e.size!==1||!e.has("hass")||!this.hass?!0:S(this.hass,e.get("hass"))||this.showsStates(e.get("hass"))}showsStates(e){return!1}willUpdate(e){E=this.hass??E;let{hass:t}=this;if(!t||t.language===this.language)return;let{language:r}=t;H(t).then(()=>{this.language=r})}render(){let{hass:e,config:t}=this;return!e||!t||!this.language?f:a`<ha-card>${this.renderBody(e)}</ha-card>`}renderNoDock(e){if(!l.ready)return a`<p class="secondary">${n(e,"common.loading")}</p>`;let t=this.config?.device_id?"cards.unknown_dock":"cards.choose_dock";return a`<p class="secondary">
${l.docks.size?n(e,t):n(e,"common.no_docks_text")}
</p>`}};p([P({attribute:!1})],m.prototype,"hass",2),p([u()],m.prototype,"config",2),p([u()],m.prototype,"language",2);var se=3,_=class extends m{static getConfigForm(){return x([w(!0),{name:"layout",selector:{select:{options:["large","compact"].map(o=>({value:o,label:A(o)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}showsStates(o){let{hass:e,deviceId:t}=this;return!e||!t?!1:J(e,t).some(r=>e.states[r]!==o?.states[r])}renderBody(o){let{dock:e}=this;if(this.toggleAttribute("compact",this.compact),!e)return this.renderNoDock(o);let t=h("dock",[e.device_id]);return this.compact?a`<div class="body">
<div class="head">
<h2><a href=${t}>${e.name}</a></h2>
</div>
<dji-dock-picture compact .hass=${o} .dock=${e}></dji-dock-picture>
${this.renderAttention(o,e,1)}
</div>`:a`<div class="body">
<div class="head">
<h2><a href=${t}>${e.name}</a></h2>
<span class="secondary">${e.model}</span>
</div>
<dji-dock-picture .hass=${o} .dock=${e}></dji-dock-picture>
${this.renderAttention(o,e,se)} ${this.renderUpload(o,e)}
${this.renderControls(o,e)}
</div>`}renderAttention(o,e,t){return e.attention.slice(0,t).map(({level:r,words:i,link:c})=>a`<dji-dock-alert level=${r}>
${T(o,i)}
${c?a`<a slot="action" href=${c}>${n(o,"cards.look")}</a>`:f}
</dji-dock-alert>`)}renderUpload(o,e){let t=e.upload===null?void 0:l.uploads.get(e.upload);if(!t)return f;let r=`${n(o,"cards.log_upload")}: ${V(o,"upload_status",t.status)}`;return a`<div>
<div class="row">
<a class="grow" href=${h("uploads",[t.device_id,t.upload_id])}>${r}</a>
<span>${C(o,t.progress)}</span>
</div>
<dji-dock-bar .value=${t.progress} label=${r}></dji-dock-bar>
</div>`}renderControls(o,e){return this.config?.controls===!1?f:a`<dji-dock-controls .hass=${o} .dock=${e}></dji-dock-controls>`}};_.styles=[...m.styles,v`
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
`],_=p([b("dji-dock-card-content")],_);var te="M13,9V3.5L18.5,9M6,2C4.89,2 4,2.89 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2H6Z";var re="M10,16.5V7.5L16,12M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var ae=6,y=class extends m{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return x([w(!0),{name:"limit",selector:{number:{min:1,max:48,mode:"box"}}}])}wants(e){return e===`media:${this.deviceId}`&&(this.asked=""),e!==`uploads:${this.deviceId}`&&super.wants(e)}willUpdate(e){super.willUpdate(e);let{hass:t,deviceId:r}=this,i=Math.min(48,Math.max(1,Number(this.config?.limit??ae)||1)),c=`${r} ${i} ${l.live}`;!t||!r||!l.live||c===this.asked||(this.asked=c,e.has("config")&&(this.files=void 0),this.load(t,r,i))}async load(e,t,r){try{let{files:i}=await X(e,{device_id:t,limit:r});t===this.deviceId&&(this.files=i),this.error=void 0}catch(i){this.error=i}}renderBody(e){let{dock:t}=this;if(!t)return this.renderNoDock(e);let{pending:r,last:i}=t.media;return a`<div class="head">
<h2>${n(e,"cards.media")} · ${t.name}</h2>
<a href=${h("media",[t.device_id])}>${n(e,"cards.all")}</a>
</div>
${this.error?a`<p role="alert">${z(e,this.error)}</p>`:f}
<p class="secondary">
${[i?I(e,i):"",r?O(e,"cards.pending",r):""].filter(Boolean).join(" \xB7 ")}
</p>
${this.files?.length?a`<div class="grid">${this.files.map(c=>this.renderFile(e,c))}</div>`:a`<p class="secondary">
${n(e,this.files?"cards.no_media":"common.loading")}
</p>`}`}renderFile(e,t){let r=`${t.name}, ${Y(e,t.taken_at)}`,i=h("media",[this.deviceId??""],{view:t.key});return a`<a href=${i} aria-label=${r} title=${r}>
${t.thumbnail?a`<img src=${e.hassUrl(t.thumbnail)} alt="" loading="lazy" />`:U(t.kind==="video"?re:te,40)}
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
`],p([u()],y.prototype,"files",2),p([u()],y.prototype,"error",2),y=p([b("dji-dock-media-card-content")],y);var ne=12,de=[["sensor","dock_mode"],["cover","cover"],["sensor","cover"],["switch","aircraft_power"],["binary_sensor","aircraft_in_dock"],["sensor","wind_speed"],["sensor","rainfall"],["sensor","environment_temperature"],["sensor","alarms"],["sensor","job"]];function oe(d,o){return{type:"heading",heading:d,icon:o}}function ce(d,o){let e=s=>n(d,`cards.${s}`),t=R(d,o.id,"cover","cover"),r=de.filter(([s,F])=>t===void 0||s!=="sensor"||F!=="cover").map(([s,F])=>R(d,o.id,s,F)).filter(s=>s!==void 0),i=W(d,o.id),c=[o,...i?[i]:[]].flatMap(s=>Z(d,s.id,"camera")),g=o.id,$=[{type:"grid",cards:[{type:"custom:dji-dock-card",device_id:g}]},{type:"grid",cards:[oe(e("state"),"mdi:garage-variant"),...r.map(s=>({type:"tile",entity:s,name:{type:"entity"}}))]},{type:"grid",cards:[{type:"custom:dji-dock-uploads-card",device_id:g}]},{type:"grid",cards:[{type:"custom:dji-dock-media-card",device_id:g}]}];return c.length&&$.push({type:"grid",cards:[oe(e("cameras"),"mdi:cctv"),...c.map(s=>({type:"picture-entity",entity:s,camera_view:"auto",show_state:!0}))]}),$}async function le(d,o){let e={...o,localize:await H(o)},t=q(e).filter(s=>!d.docks||d.docks.includes(s.id)).sort((s,F)=>D(s).localeCompare(D(F))),r=n(e,"cards.docks");if(!t.length){let s=n(e,"common.no_docks_text");return{title:r,views:[{title:r,cards:[{type:"markdown",content:s}]}]}}let i=s=>({title:D(s),path:s.id,type:"sections",max_columns:3,sections:ce(e,s)}),[c]=t;if(c&&t.length===1)return{title:r,views:[i(c)]};let g=t.length>ne,$={title:r,path:"docks",icon:"mdi:quadcopter",type:"sections",max_columns:4,sections:t.map(s=>({type:"grid",cards:[{type:"custom:dji-dock-card",device_id:s.id,...g?{layout:"compact"}:{}}]}))};return{title:r,views:g?[$]:[$,...t.map(i)]}}var ie=5,k=class extends m{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return x([w(!1),{name:"limit",selector:{number:{min:1,max:20,mode:"box"}}}])}get limit(){let e=Number(this.config?.limit??ie);return Number.isFinite(e)?Math.min(20,Math.max(1,e)):ie}willUpdate(e){super.willUpdate(e);let{hass:t}=this,r=`${this.config?.device_id??""} ${this.limit} ${l.live}`;!t||!l.live||r===this.asked||(this.asked=r,this.load(t))}async load(e){try{let t={device_id:this.config?.device_id,limit:this.limit};this.listed=(await Q(e,t)).uploads,this.error=void 0}catch(t){this.error=t}}get uploads(){let e=new Map((this.listed??[]).map(t=>[t.upload_id,t]));for(let t of l.uploads.values()){let{device_id:r}=this.config??{};(!r||t.device_id===r)&&e.set(t.upload_id,t)}return[...e.values()].sort((t,r)=>Number(j(t))-Number(j(r))||r.created.localeCompare(t.created)).slice(0,this.limit)}renderBody(e){let t=this.config?.device_id,r=this.uploads;return a`<div class="head">
<h2>${n(e,"cards.uploads")}</h2>
<a href=${h("uploads",[],{dock:t})}>${n(e,"cards.all")}</a>
</div>
${this.error?a`<p class="failed" role="alert">${z(e,this.error)}</p>`:f}
${r.length?a`<ul>
${ee(r,i=>i.upload_id,i=>this.renderUpload(e,i))}
</ul>`:a`<p class="secondary">
${n(e,this.listed?"cards.no_uploads":"common.loading")}
</p>`}`}renderUpload(e,t){let r=V(e,"upload_status",t.status),i=`${t.dock} \xB7 ${t.modules.map($=>n(e,`common.${$}`)).join(", ")}`,c=!j(t)&&t.status!=="queued",g=[t.rate?K(e,t.rate):"",t.eta===null?"":G(e,t.eta),c?C(e,t.progress):I(e,t.created)];return a`<li>
<div class="line">
<a href=${h("uploads",[t.device_id,t.upload_id])}>${i}</a>
<span class=${t.status}>${r}</span>
</div>
${c?a`<dji-dock-bar
.value=${t.progress}
label=${`${i}: ${r}`}
></dji-dock-bar>`:f}
<div class="line secondary">
<span>${T(e,t.words)}</span>
<span>${g.filter(Boolean).join(" \xB7 ")}</span>
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
`],p([u()],k.prototype,"listed",2),p([u()],k.prototype,"error",2),k=p([b("dji-dock-uploads-card-content")],k);export{_ as DockCard,y as MediaCard,k as UploadsCard,le as generate};
