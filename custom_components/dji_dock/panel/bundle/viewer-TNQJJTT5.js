import{d as w,g as C}from"./chunk-KZNHFMXQ.js";import{a as H,b as j,c as D,g as I,h as z,k as N}from"./chunk-2VWBIQL4.js";import"./chunk-WBOMTXL7.js";import{B as E,G as L,H as S,W as v,X as o,_ as h,ba as y,ca as c,d as T,da as f,ea as _,fa as $,ga as b,ha as x,i as M,ia as k,j as F,la as r,s as R}from"./chunk-E2XFT2OW.js";import{a}from"./chunk-JFKSI6I7.js";function K(p,m){let e=s=>I(p,s,{minimumFractionDigits:5,maximumFractionDigits:5}),{position:t}=m,i=[["name",m.name],["taken",`${H(p,m.taken_at)}, ${j(p,m.taken_at,!0)}`],["size",z(p,m.size)],["kind",r(p,`media.kind_${m.kind}`)],["lens",m.lens&&r(p,`media.lens_${m.lens}`)],["position",t&&`${e(t.latitude)}\xB0, ${e(t.longitude)}\xB0`],["height",t?.height==null?null:N(p,t.height,"m")]];return o`<dl>
${i.map(([s,n])=>n===null?h:o`<div>
<dt>${r(p,`media.fact_${s}`)}</dt>
<dd>${n}</dd>
</div>`)}
</dl>`}var d=class extends y{constructor(){super(...arguments);this.zoomed=!1;this.again=1500;this.loaded=!1;this.failed=!1;this.attempt=0;this.url="";this.arrived=()=>{this.loaded=!0};this.unplayable=()=>{this.failed=!0};this.broken=()=>{if(this.attempt>0){this.failed=!0;return}this.timer=setTimeout(()=>{this.attempt+=1},this.again)}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}willUpdate(e){!e.has("file")||this.file.url===this.url||(this.url=this.file.url,this.loaded=this.failed=!1,this.attempt=0,clearTimeout(this.timer))}render(){let{file:e}=this;if(e.kind==="other")return this.renderInstead("no_preview");if(this.failed)return this.renderInstead(`${e.kind}_failed`);if(e.kind==="video")return o`<video
controls
playsinline
preload="metadata"
aria-label=${e.name}
src=${e.url}
@error=${this.unplayable}
></video>`;let t=o`<img
class="whole ${this.loaded?"loaded":""}"
alt=${e.name}
src=${e.url}
draggable="false"
@load=${this.arrived}
@error=${this.broken}
/>`;return o`${e.thumbnail===null||this.loaded?"":o`<img class="small" alt="" src=${e.thumbnail} draggable="false" />`}
${this.attempt===0?t:o`<!-- again -->${t}`}`}renderInstead(e){let{hass:t,file:i}=this;return o`<div class="instead">
<strong>${i.name}</strong>
<p role="status">${r(t,`media.${e}`)}</p>
<button @click=${()=>w(t,i.download)}>
${r(t,"common.download")} (${z(t,i.size)})
</button>
</div>`}};d.styles=[x,k,v`
:host {
display: grid;
place-items: center;
block-size: 100%;
inline-size: 100%;
min-block-size: 0;
}
:host([zoomed]) {
display: block;
overflow: auto;
}
img,
video {
inline-size: 100%;
block-size: 100%;
min-block-size: 0;
object-fit: contain;
grid-area: 1 / 1;
}
img.small {
filter: blur(6px);
}
img.whole {
opacity: 0;
}
img.whole.loaded {
opacity: 1;
}
:host([zoomed]) .small {
display: none;
}
:host([zoomed]) .whole {
inline-size: auto;
block-size: auto;
display: block;
margin: auto;
}
.instead {
display: grid;
gap: 12px;
justify-items: center;
text-align: center;
padding: 16px;
max-inline-size: 48ch;
overflow-wrap: anywhere;
}
`],a([c({attribute:!1})],d.prototype,"hass",2),a([c({attribute:!1})],d.prototype,"file",2),a([c({type:Boolean,reflect:!0})],d.prototype,"zoomed",2),a([c({attribute:!1})],d.prototype,"again",2),a([f()],d.prototype,"loaded",2),a([f()],d.prototype,"failed",2),a([f()],d.prototype,"attempt",2),d=a([$("dji-dock-media-picture")],d);var O=[x,k,v`
dialog {
--primary-text-color: #fff;
--secondary-text-color: #c4c4c4;
--divider-color: rgb(255 255 255 / 30%);
--ha-color-focus: #fff;
color: #fff;
color-scheme: dark;
background: #0c0c0d;
border: none;
padding: 0;
margin: 0;
inline-size: 100vw;
block-size: 100vh;
block-size: 100dvh;
max-inline-size: none;
max-block-size: none;
overflow: hidden;
}
dialog[open] {
display: grid;
grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
}
header {
display: flex;
align-items: center;
gap: 4px;
padding: 8px;
padding-block-start: calc(8px + var(--safe-area-inset-top, 0px));
}
.title {
flex: 1;
min-inline-size: 0;
}
.place {
display: block;
font-size: 12px;
color: var(--secondary-text-color);
}
button[aria-pressed="true"] {
background: rgb(255 255 255 / 22%);
}
.lenses {
grid-row: 2;
display: flex;
flex-wrap: wrap;
justify-content: center;
gap: 8px;
padding: 0 8px 8px;
}
.stage {
grid-row: 3;
position: relative;
min-block-size: 0;
}
.pictures {
block-size: 100%;
display: flex;
gap: 4px;
touch-action: pan-y pinch-zoom;
user-select: none;
}
.pictures.zoomed {
touch-action: auto;
}
figure {
flex: 1;
min-inline-size: 0;
min-block-size: 0;
margin: 0;
position: relative;
}
figcaption {
position: absolute;
inset-block-end: 8px;
inset-inline-start: 8px;
padding: 2px 8px;
border-radius: 4px;
background: rgb(0 0 0 / 65%);
}
button.step {
position: absolute;
z-index: 1;
inset-block-start: calc(50% - 28px);
inline-size: 56px;
block-size: 56px;
background: rgb(0 0 0 / 45%);
}
button.step:disabled {
visibility: hidden;
}
.back {
inset-inline-start: 8px;
}
.on {
inset-inline-end: 8px;
}
.facts {
grid-row: 4;
padding: 12px 16px calc(12px + var(--safe-area-inset-bottom, 0px));
background: #1b1b1d;
max-block-size: 40vh;
overflow: auto;
}
dl {
display: flex;
flex-wrap: wrap;
gap: 8px 32px;
}
dt {
font-size: 12px;
color: var(--secondary-text-color);
}
dd {
overflow-wrap: anywhere;
}
@media (width <= 600px) {
.pictures {
flex-direction: column;
}
button.step {
inset-block-start: auto;
inset-block-end: 8px;
inline-size: 48px;
block-size: 48px;
}
}
`];var A=50,l=class extends y{constructor(){super(...arguments);this.shots=[];this.key="";this.unfinished=!1;this.beside=!1;this.withFacts=!1;this.zoomed=!1;this.pressed=e=>{if(e.composedPath().some(u=>u.localName==="video")||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.shots.length-1,n={ArrowLeft:this.index-1,ArrowRight:this.index+1,Home:0,End:i}[e.key];n===void 0||this.zoomed||(e.preventDefault(),this.show(n))};this.touched=e=>{let t=e.isPrimary&&e.pointerType!=="mouse"&&!this.zoomed;this.finger=t?{x:e.clientX,y:e.clientY}:void 0};this.lost=()=>{this.finger=void 0};this.lifted=e=>{let t=this.finger;if(this.finger=void 0,!t)return;let[i,s]=[e.clientX-t.x,e.clientY-t.y];Math.abs(i)<A||Math.abs(i)<1.5*Math.abs(s)||this.show(this.index+(i<0?1:-1))}}firstUpdated(){this.dialog.showModal()}get index(){return this.shots.findIndex(({files:e})=>e.some(t=>t.key===this.key))}willUpdate(e){e.has("key")&&(this.zoomed=!1)}updated(e){let{index:t}=this;this.unfinished&&t>=this.shots.length-5&&this.fire("more",null),e.has("key")&&this.fetchNeighbours(t)}fetchNeighbours(e){for(let t of[e+1,e-1]){let i=this.shots[t]?.files[0];i?.kind==="photo"&&(new Image().src=i.url)}}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}show(e){let t=this.shots[e];if(!t||e===this.index)return;let i=this.file?.lens,s=t.files.find(n=>n.lens===i)??t.files[0];this.fire("show",(this.beside?t.files[0]:s)?.key)}get file(){return this.shots[this.index]?.files.find(e=>e.key===this.key)}render(){let{hass:e,file:t,index:i}=this,s=this.shots[i],n=g=>r(e,`media.${g}`),u=t?D(e,t.taken_at):"";return o`<dialog
aria-label=${t?`${t.name}, ${u}`:n("viewer")}
@close=${()=>this.fire("closed",null)}
@keydown=${this.pressed}
>
${t&&s?o`<header>
<button
class="icon"
aria-label=${r(e,"common.close")}
@click=${()=>this.dialog.close()}
>
${b(T)}
</button>
<span class="title"
>${u}<span class="place"
>${r(e,"media.place",{place:i+1,count:`${this.shots.length}${this.unfinished?"+":""}`})}</span
></span
>
${this.renderTools(t)}
</header>
${this.renderLenses(s,t)}
<div class="stage">
${this.renderStep(-1,M,n("previous"))}
<div
class="pictures ${this.zoomed?"zoomed":""}"
@pointerdown=${this.touched}
@pointerup=${this.lifted}
@pointercancel=${this.lost}
>
${(this.beside?C(s):[t]).map(g=>o`<figure>
<dji-dock-media-picture
.hass=${e}
.file=${g}
.zoomed=${this.zoomed}
></dji-dock-media-picture>
${this.beside?o`<figcaption>${this.lensName(g)}</figcaption>`:h}
</figure>`)}
</div>
${this.renderStep(1,F,n("next"))}
</div>
${this.withFacts?o`<div class="facts">${K(e,t)}</div>`:h}`:h}
</dialog>`}renderTools(e){let{hass:t}=this,i=s=>r(t,`media.${s}`);return o`${e.kind==="photo"?o`<button
class="icon"
aria-pressed=${this.zoomed}
aria-label=${i("zoom")}
title=${i("zoom")}
@click=${()=>{this.zoomed=!this.zoomed}}
>
${b(this.zoomed?L:S)}
</button>`:h}
<button
class="icon"
aria-pressed=${this.withFacts}
aria-label=${i("facts")}
title=${i("facts")}
@click=${()=>{this.withFacts=!this.withFacts}}
>
${b(E)}
</button>
<button
class="icon"
aria-label=${r(t,"common.download")}
title=${r(t,"common.download")}
@click=${()=>w(t,e.download)}
>
${b(R)}
</button>`}renderLenses({files:e},t){if(e.length<2)return h;let i=(s,n,u)=>o`<button aria-pressed=${n} @click=${u}>${s}</button>`;return o`<div class="lenses" role="group" aria-label=${r(this.hass,"media.cameras")}>
${e.map(s=>i(this.lensName(s),!this.beside&&s===t,()=>{this.beside=!1,this.fire("show",s.key)}))}
${i(r(this.hass,"media.beside"),this.beside,()=>{this.beside=!this.beside})}
</div>`}lensName({lens:e}){return r(this.hass,`media.lens_${e??"visible"}`)}renderStep(e,t,i){let s=this.index+e;return o`<button
class="icon step ${e<0?"back":"on"}"
aria-label=${i}
title=${i}
?disabled=${!this.shots[s]}
@click=${()=>this.show(s)}
>
${b(t,36)}
</button>`}};l.styles=O,a([c({attribute:!1})],l.prototype,"hass",2),a([c({attribute:!1})],l.prototype,"shots",2),a([c({attribute:!1})],l.prototype,"key",2),a([c({attribute:!1})],l.prototype,"unfinished",2),a([f()],l.prototype,"beside",2),a([f()],l.prototype,"withFacts",2),a([f()],l.prototype,"zoomed",2),a([_("dialog")],l.prototype,"dialog",2),l=a([$("dji-dock-media-viewer")],l);export{l as Viewer};
