import{a as ge}from"./chunk-GGWBLK3A.js";import{a as ue,b as J,c as ye}from"./chunk-QNRXL7OQ.js";import{a as de}from"./chunk-R6CF24J6.js";import{a as ve,b as D,c as ke,d as be,e as $e,f as we,h as X,i as xe}from"./chunk-KZNHFMXQ.js";import{f as Q}from"./chunk-EXSONS3T.js";import{c as v,d as ce,g as N}from"./chunk-OD7S5LMO.js";import{a as M}from"./chunk-ORE6D2L7.js";import"./chunk-UMSXCKQP.js";import{b as C,d as F,g as he,h as K}from"./chunk-2VWBIQL4.js";import{i as pe,j as A,l as me,m as fe}from"./chunk-WBOMTXL7.js";import{D as ne,I as ae,N as le,W as S,X as l,_ as c,ba as T,c as ie,ca as f,da as y,ea as R,fa as $,ga as b,ha as w,ia as z,l as se,la as p,ma as H,na as L,s as I,v as oe,y as Y,z as re}from"./chunk-E2XFT2OW.js";import{a as d}from"./chunk-JFKSI6I7.js";var _=class extends T{constructor(){super(...arguments);this.days=[];this.day="";this.unfinished=!1;this.hrefOf=()=>""}render(){let{hass:e}=this,t=i=>p(e,`media.${i}`);return l`<nav aria-label=${t("days")}>
<label class="stacked"
>${t("go_to_day")}<input
type="date"
.value=${this.day}
@change=${i=>{let{value:s}=i.target;this.dispatchEvent(new CustomEvent("go",{detail:s}))}}
/></label>
<a href=${this.hrefOf()} aria-current=${this.day?c:"page"}>${t("all_days")}</a>
<ol>
${this.days.map(i=>l`<li>
<a
class="day"
href=${this.hrefOf(i.day)}
aria-current=${i.day===this.day&&this.flight===void 0?"page":c}
>${F(e,i.day)}</a
>
<ol>
${i.flights.map(s=>this.renderFlight(i.day,s))}
</ol>
</li>`)}
</ol>
${this.unfinished?l`<button @click=${()=>this.dispatchEvent(new CustomEvent("older"))}>
${t("older_days")}
</button>`:c}
</nav>`}renderFlight(e,t){let{hass:i}=this,{expected:s,arrived:r}=t,n=s!==null&&r<s,a=e===this.day&&t.flight_id===this.flight;return l`<li>
<a href=${this.hrefOf(e,t.flight_id)} aria-current=${a?"page":c}>
<span class="grow"
>${t.flight_id?C(i,t.first):p(i,"media.no_flight")}</span
>
<span class="secondary"
>${n?p(i,"media.of_expected",{arrived:r,expected:s}):H(i,"media.files",t.files)}</span
>
${n?b(ie,18):c}
</a>
</li>`}};_.styles=[w,z,S`
:host {
display: block;
}
a {
display: block;
padding: 6px 10px;
border-radius: 8px;
color: inherit;
text-decoration: none;
}
a:hover {
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
a[aria-current] {
background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
}
li li a {
display: flex;
align-items: center;
gap: 6px;
padding-inline-start: 20px;
}
.day {
font-weight: 500;
}
svg {
color: var(--dd-warn);
}
label {
margin: 4px 10px 12px;
}
button {
margin-block-start: 8px;
inline-size: 100%;
}
`],d([f({attribute:!1})],_.prototype,"hass",2),d([f({attribute:!1})],_.prototype,"days",2),d([f({attribute:!1})],_.prototype,"day",2),d([f({attribute:!1})],_.prototype,"flight",2),d([f({attribute:!1})],_.prototype,"unfinished",2),d([f({attribute:!1})],_.prototype,"hrefOf",2),_=d([$("dji-dock-media-days")],_);function _e(h){let o=v.docks.get(h.device)?.entry_id;return v.entries.find(e=>e.entry_id===o)}function Ee(h,o,e){let t=n=>p(h,`media.${n}`),i=_e(o);if(i&&!i.bucket.configured)return l`<dji-dock-empty .icon=${Y} .heading=${t("no_bucket")}
>${t("no_bucket_text")} ${J(h,[i.entry_id])}
</dji-dock-empty>`;let s=o.day!==void 0||o.kind!==void 0,r=o.kind?"no_such":o.day?"nothing_on_day":"nothing_yet";return l`<dji-dock-empty .icon=${Y} .heading=${t(r)}
>${s?c:t("nothing_yet_text")}
${o.kind?l`<button class="primary" @click=${()=>e({kind:void 0})}>
${t("show_all_kinds")}
</button>`:o.day?l`<button class="primary" @click=${()=>e({day:void 0,flight:void 0})}>
${t("all_days")}
</button>`:J(h,i?[i.entry_id]:[],"media.check_setup")}
</dji-dock-empty>`}function je(h,o){let e=_e(o);return e?.bucket.usable!==!1||!e.bucket.configured?c:l`<dji-dock-alert level="warning"
>${L(h,e.bucket.error)||p(h,"media.bucket_unusable")}
${v.admin?l`<a class="button" slot="action" href=${N("setup",[e.entry_id])}
>${p(h,"common.to_setup")}</a
>`:c}</dji-dock-alert
>`}function Pe(h,o,e){let t=Math.max(3,Math.round((o+4)/194)),i=Math.floor((o-4*(t-1))/t*3/4),s=[],r=new Map,n=0,a=(u,g,O,W)=>{let te={index:s.length,id:g,kind:u,top:n,height:O,section:W,shots:[]};return s.push(te),n+=O,te},m="";for(let u of h){e&&u.day!==m&&a("day",u.day,48,u),m=u.day,a("flight",u.id,44,u);for(let g=0;g<u.shots.length;g+=t){let O=a("shots",`${u.id} ${g}`,i+4,u);O.shots=u.shots.slice(g,g+t);for(let W of O.shots)r.set(W.key,s.length-1)}}return{columns:t,rows:s,height:n,rowOf:r}}function Z(h,o){let e=0,t=h.length;for(;e<t;){let i=e+t>>1,s=h[i];s&&s.top+s.height<=o?e=i+1:t=i}return e}var Te=[w,z,S`
:host {
display: block;
}
[role="grid"] {
position: relative;
contain: layout style;
}
[role="row"] {
position: absolute;
inset-inline: 0;
}
.heading {
display: flex;
align-items: center;
gap: 8px;
block-size: 100%;
white-space: nowrap;
overflow: hidden;
}
.heading input {
margin-inline-start: 4px;
flex: none;
}
.name {
overflow: hidden;
text-overflow: ellipsis;
}
.day .heading {
font-size: var(--ha-font-size-l, 16px);
font-weight: 500;
}
.count {
color: var(--secondary-text-color);
}
button.why {
min-block-size: 32px;
padding-inline: 10px;
border-color: color-mix(in srgb, var(--warning-color, #ffa600) 60%, transparent);
}
.shots {
display: grid;
grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
gap: ${4}px;
padding-block-end: ${4}px;
}
.tile {
position: relative;
min-inline-size: 0;
}
.tile a {
position: absolute;
inset: 0;
display: block;
border-radius: 4px;
overflow: hidden;
text-decoration: none;
}
.tile a:focus-visible {
outline: 3px solid var(--primary-text-color);
outline-offset: -3px;
}
dji-dock-media-thumbnail {
block-size: 100%;
transition: transform 0.15s;
}
.chosen dji-dock-media-thumbnail {
transform: scale(0.86);
}
.chosen {
background: color-mix(in srgb, var(--primary-color, #009ac7) 35%, transparent);
border-radius: 4px;
}
.facts {
position: absolute;
inset-inline: 0;
inset-block-end: 0;
display: flex;
justify-content: space-between;
padding: 16px 6px 3px;
font-size: 12px;
color: #fff;
background: linear-gradient(transparent, rgb(0 0 0 / 75%));
}
.several {
display: inline-flex;
align-items: center;
gap: 2px;
}
.choose {
position: absolute;
inset-block-start: 0;
inset-inline-start: 0;
padding: 6px;
cursor: pointer;
}
.choose input {
box-shadow: 0 0 3px rgb(0 0 0 / 70%);
border-radius: 4px;
}
@media (hover: hover) {
.tile:not(:hover, :focus-within, .chosen) .choose {
opacity: 0.55;
}
}
`];var Ce={photo:re,video:le,other:oe},Ae=80,De=2500,E=class extends T{constructor(){super(...arguments);this.settled=Ae;this.again=De;this.stage="waiting";this.loaded=!1;this.url=null;this.arrived=()=>{this.loaded=!0};this.failed=()=>{this.stage==="asked"?(this.stage="waiting again",this.askSoon()):this.stage="failed"}}connectedCallback(){super.connectedCallback(),(this.stage==="waiting"||this.stage==="waiting again")&&this.askSoon()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer),this.loaded||this.image?.removeAttribute("src"),!this.loaded&&this.stage!=="failed"&&(this.stage="waiting")}willUpdate(e){!e.has("file")||this.file.thumbnail===this.url||(this.url=this.file.thumbnail,this.stage="waiting",this.loaded=!1,this.askSoon())}askSoon(){clearTimeout(this.timer);let e=this.stage==="waiting";this.timer=setTimeout(()=>{this.stage=e?"asked":"asked again"},e?this.settled:this.again)}render(){return this.file.thumbnail===null||this.stage==="failed"?l`<div>${b(Ce[this.file.kind],28)} ${this.file.name}</div>`:this.stage.startsWith("asked")?l`<img
alt=""
decoding="async"
class=${this.loaded?"loaded":""}
src=${this.file.thumbnail}
@load=${this.arrived}
@error=${this.failed}
/>`:c}};E.styles=[w,S`
:host {
display: grid;
place-items: center;
overflow: hidden;
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
img {
inline-size: 100%;
block-size: 100%;
object-fit: cover;
opacity: 0;
transition: opacity 0.2s;
}
img.loaded {
opacity: 1;
}
div {
display: grid;
justify-items: center;
gap: 4px;
padding: 0 6px 16px;
font-size: 11px;
line-height: 1.2;
text-align: center;
overflow-wrap: anywhere;
}
`],d([f({attribute:!1})],E.prototype,"file",2),d([f({attribute:!1})],E.prototype,"settled",2),d([f({attribute:!1})],E.prototype,"again",2),d([y()],E.prototype,"stage",2),d([y()],E.prototype,"loaded",2),d([R("img")],E.prototype,"image",2),E=d([$("dji-dock-media-thumbnail")],E);var ze=600,Ie=2e3,k=class extends T{constructor(){super(...arguments);this.sections=[];this.chosen=0;this.unfinished=!1;this.withDays=!0;this.hrefOf=()=>"";this.active="";this.range=[0,0];this.layout={columns:1,rows:[],height:0,rowOf:new Map};this.width=0;this.anchor="";this.frame=0;this.resized=new ResizeObserver(()=>this.measure());this.scrolled=()=>{this.frame||=requestAnimationFrame(()=>{this.frame=0,this.look()})};this.pressed=e=>{let t=e.target.dataset.key;if(t===void 0||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.sections.flatMap(m=>m.shots),s=i.findIndex(m=>m.key===t),r=i[s];if(!r)return;let{columns:n}=this.layout,a={ArrowRight:s+1,ArrowLeft:s-1,ArrowDown:Math.min(s+n,i.length-1),ArrowUp:s-n,Home:0,End:i.length-1};if(e.key===" ")this.choose(r,e.shiftKey);else{let m=i[a[e.key]??-1];if(!m)return;this.focusShot(m.key)}e.preventDefault()}}connectedCallback(){super.connectedCallback(),this.resized.observe(this),document.addEventListener("scroll",this.scrolled,{capture:!0,passive:!0}),window.addEventListener("resize",this.scrolled)}disconnectedCallback(){super.disconnectedCallback(),this.resized.disconnect(),cancelAnimationFrame(this.frame),this.frame=0,document.removeEventListener("scroll",this.scrolled,{capture:!0}),window.removeEventListener("resize",this.scrolled)}measure(){let e=Math.floor(this.clientWidth);e!==this.width&&(this.width=e,this.requestUpdate("sections"))}willUpdate(e){(e.has("sections")||e.has("withDays"))&&(this.layout=Pe(this.sections,this.width||this.clientWidth||300,this.withDays),this.look())}look(){if(!this.isConnected)return;let{rows:e,height:t}=this.layout,i=-this.getBoundingClientRect().top,s=i+window.innerHeight,r=[Z(e,i-ze),Z(e,s+ze)+1];(r[0]!==this.range[0]||r[1]!==this.range[1])&&(this.range=r),this.unfinished&&s+Ie>t&&this.fire("more",null)}async focusShot(e){this.layout.rows[this.layout.rowOf.get(e)??-1]&&(this.active=e,await this.updateComplete,this.link?.focus({preventScroll:!0}),this.link?.scrollIntoView({block:"nearest"}))}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}render(){let{rows:e,height:t,rowOf:i}=this.layout,s=e.slice(...this.range),r=e[i.get(this.active)??-1];r&&!s.includes(r)&&(s.push(r),s.sort((a,m)=>a.top-m.top));let n=r?this.active:s.find(a=>a.shots.length)?.shots[0]?.key;return l`<span id="keys" hidden>${p(this.hass,"media.gallery_keys")}</span>
<div
role="grid"
aria-label=${p(this.hass,"media.gallery")}
aria-describedby="keys"
aria-multiselectable="true"
aria-rowcount=${this.unfinished?-1:e.length}
style="block-size:${t}px"
@keydown=${this.pressed}
>
${Q(s,a=>a.id,a=>l`<div
role="row"
aria-rowindex=${a.index+1}
class=${a.kind}
style="inset-block-start:${a.top}px;block-size:${a.height}px;--columns:${this.layout.columns}"
>
${ge([a,this.chosen,this.hrefOf,this.hass.localize,Le(a,n)],()=>a.kind==="shots"?this.renderShots(a,n):this.renderHeading(a))}
</div>`)}
</div>`}renderHeading({kind:e,section:t}){let{hass:i}=this,s=e==="day",r=(s?this.sections.filter(({day:g})=>g===t.day):[t]).flatMap(({shots:g})=>g).flatMap(g=>g.files),n=this.selection.of(r),a=s?F(i,t.day):this.flightName(t),{flight:m}=t,u=m?.expected==null?0:m.expected-m.arrived;return l`<div role="gridcell" class="heading">
${r.length?l`<input
type="checkbox"
aria-label=${p(i,"media.choose_all",{name:a})}
.checked=${n==="all"}
.indeterminate=${n==="some"}
@change=${g=>{let{checked:O}=g.target;this.fire("choose-all",{day:t.day,...s?{}:{flight_id:t.flight_id},chosen:O})}}
/>`:c}
<span class="name">${a}</span>
${s||!m?c:l`<span class="count"
>${m.expected===null?H(i,"media.files",m.files):p(i,"media.of_expected",{arrived:m.arrived,expected:m.expected})}</span
>
${u>0?l`<button class="why" @click=${()=>this.fire("missing",t)}>
${H(i,"media.missing_why",u)}
</button>`:c}`}
</div>`}flightName({flight_id:e,flight:t,shots:i}){let{hass:s}=this;if(!e)return p(s,"media.no_flight");let r=t?.first??i.at(-1)?.files[0]?.taken_at,n=t?.last??i[0]?.files[0]?.taken_at,[a,m]=[r,n].map(u=>u?C(s,u):"");return p(s,"media.flight_at",{time:a===m?`${a}`:`${a}\u2013${m}`})}renderShots(e,t){return Q(e.shots,i=>i.key,i=>this.renderShot(i,i.key===t))}renderShot(e,t){let[i]=e.files,s=this.selection.of(e.files)!=="none",{hass:r}=this,n=C(r,i.taken_at,!0),a=p(r,`media.kind_${i.kind}`);return l`<div role="gridcell" aria-selected=${s} class="tile ${s?"chosen":""}">
<a
href=${this.hrefOf(e.key)}
tabindex=${t?0:-1}
data-key=${e.key}
title=${i.name}
@click=${m=>this.clicked(m,e)}
@focus=${()=>{this.active=e.key}}
>
<span class="visually-hidden">${a} ${i.name}</span>
<dji-dock-media-thumbnail aria-hidden="true" .file=${i}></dji-dock-media-thumbnail>
<span class="facts"
><span>${n}</span>${e.files.length>1?l`<span class="several">${b(ne,16)}${e.files.length}</span>`:c}</span
>
</a>
<label class="choose"
><input
type="checkbox"
tabindex="-1"
aria-label=${p(r,"media.choose",{name:i.name})}
.checked=${s}
@click=${m=>{m.stopPropagation(),this.choose(e,m.shiftKey)}}
/></label>
</div>`}clicked(e,t){e.button!==0||e.ctrlKey||e.metaKey||(e.preventDefault(),e.stopPropagation(),e.shiftKey?this.choose(t,!0):this.fire("open",t.key))}choose(e,t){let i=this.sections.flatMap(({shots:n})=>n),[s,r]=[this.anchor,e.key].map(n=>i.findIndex(a=>a.key===n));if(t&&s!==void 0&&r!==void 0&&s>=0&&s!==r){let n=i.slice(Math.min(s,r),Math.max(s,r)+1);this.fire("choose",{files:n.flatMap(({files:a})=>a),chosen:!0})}else{let n=this.selection.of(e.files)==="none";this.fire("choose",{files:e.files,chosen:n})}this.anchor=e.key}};k.styles=Te,d([f({attribute:!1})],k.prototype,"hass",2),d([f({attribute:!1})],k.prototype,"sections",2),d([f({attribute:!1})],k.prototype,"selection",2),d([f({attribute:!1})],k.prototype,"chosen",2),d([f({attribute:!1})],k.prototype,"unfinished",2),d([f({attribute:!1})],k.prototype,"withDays",2),d([f({attribute:!1})],k.prototype,"hrefOf",2),d([y()],k.prototype,"active",2),d([R("a[tabindex='0']")],k.prototype,"link",2),d([y()],k.prototype,"range",2),k=d([$("dji-dock-media-gallery")],k);function Le(h,o){return h.shots.find(e=>e.key===o)?.key??""}var j=class extends T{constructor(){super(...arguments);this.device="";this.flight="";this.arrived=0;this.error=null;this.run=0}willUpdate(e){(e.has("flight")||e.has("device"))&&(this.answer=void 0),["flight","device","arrived"].some(t=>e.has(t))&&this.load()}async load(){let e=++this.run;this.error=null;try{let t={device_id:this.device,flight_id:this.flight},i=await me(this.hass,t);e===this.run&&(this.answer=i)}catch(t){e===this.run&&(this.error=t??"")}}render(){let{hass:e,answer:t}=this;if(this.error!==null)return l`<dji-dock-alert level="error"
>${M(e,this.error)}
<button slot="action" @click=${()=>{this.load()}}>
${p(e,"common.retry")}
</button></dji-dock-alert
>`;if(!t?.words)return c;let i=t.expected!==null&&t.arrived<t.expected;return l`<dji-dock-alert level=${i?"warning":"info"}
>${L(e,t.words)}
${t.remedy===null||!v.admin?c:l`<a class="button" slot="action" href=${t.remedy}
>${p(e,"common.to_setup")}</a
>`}</dji-dock-alert
>`}};j.styles=[w,z],d([f({attribute:!1})],j.prototype,"hass",2),d([f({attribute:!1})],j.prototype,"device",2),d([f({attribute:!1})],j.prototype,"flight",2),d([f({attribute:!1})],j.prototype,"arrived",2),d([y()],j.prototype,"answer",2),d([y()],j.prototype,"error",2),j=d([$("dji-dock-media-missing")],j);var He=[w,z,S`
:host {
display: grid;
gap: var(--dd-gap);
grid-template-columns: minmax(0, 1fr);
}
.columns {
display: grid;
grid-template-columns: 250px minmax(0, 1fr);
gap: 24px;
align-items: start;
}
:host([narrow]) .columns {
grid-template-columns: minmax(0, 1fr);
gap: var(--dd-gap);
}
aside {
position: sticky;
inset-block-start: 120px;
max-block-size: calc(100vh - 136px);
overflow-y: auto;
scrollbar-width: thin;
}
:host([narrow]) aside {
position: static;
max-block-size: none;
}
summary {
padding: 10px 4px;
cursor: pointer;
font-weight: 500;
}
section {
display: grid;
grid-template-columns: minmax(0, 1fr);
gap: 8px;
}
.tools {
gap: 12px;
}
button[aria-pressed="true"] {
background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
}
.kinds {
display: flex;
margin: 0;
padding: 0;
border: var(--dd-border);
border-radius: 999px;
overflow: hidden;
min-inline-size: 0;
}
.kinds label {
position: relative;
cursor: pointer;
}
.kinds input {
position: absolute;
inset: 0;
inline-size: 100%;
block-size: 100%;
opacity: 0;
cursor: pointer;
}
.kinds span {
padding: 9px 14px;
}
.kinds input:checked + span {
background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
font-weight: 500;
}
.kinds input:focus-visible + span {
outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
outline-offset: -3px;
border-radius: 999px;
}
.fresh {
position: sticky;
inset-block-start: 120px;
z-index: 2;
justify-self: center;
box-shadow: 0 2px 10px rgb(0 0 0 / 35%);
}
:host([narrow]) .tools > * {
flex: 0 1 auto;
}
@media (width <= 450px) {
.kinds span {
padding-inline: 10px;
}
}
`];var x=class extends T{constructor(){super(...arguments);this.device="";this.chosen=0;this.choosing=!1;this.busy=!1;this.error=null}render(){let{hass:e,selection:t}=this,{size:i}=t,s=i>D,r=i>ve;return l`${this.error===null?c:l`<dji-dock-alert level="error">${M(e,this.error)}</dji-dock-alert>`}
<div class="card row">
<span class="grow" role="status"
>${this.choosing?p(e,"common.loading"):l`${H(e,"media.chosen",i)}
<span class="secondary">${K(e,t.bytes)}</span>`}
${s?p(e,"media.too_many",{most:he(e,D)}):c}</span
>
<button
class="primary"
?disabled=${this.busy||this.choosing||s||i===0}
@click=${this.save}
>
${b(I)} ${p(e,r?"media.download_zip":"common.download")}
</button>
<button
class="icon"
aria-label=${p(e,"media.deselect")}
title=${p(e,"media.deselect")}
@click=${()=>this.dispatchEvent(new CustomEvent("clear"))}
>
${b(se)}
</button>
</div>`}async save(){this.busy=!0,this.error=null;try{await $e(this.hass,this.device,this.selection.files)}catch(e){this.error=e??""}this.busy=!1}};x.styles=[w,z,S`
:host {
position: sticky;
inset-block-end: 0;
z-index: 3;
display: grid;
gap: 8px;
padding-block-end: var(--dd-small-gap);
}
dji-dock-alert {
/* Above pictures: nothing may show through. */
background: var(--card-background-color, #fff);
}
.card {
padding: 8px 8px 8px 16px;
box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
}
`],d([f({attribute:!1})],x.prototype,"hass",2),d([f({attribute:!1})],x.prototype,"device",2),d([f({attribute:!1})],x.prototype,"selection",2),d([f({attribute:!1})],x.prototype,"chosen",2),d([f({attribute:!1})],x.prototype,"choosing",2),d([y()],x.prototype,"busy",2),d([y()],x.prototype,"error",2),x=d([$("dji-dock-media-selection")],x);var Oe=200,Me=60,V=class{constructor(o,e){this.query=o;this.changed=e;this.files=[];this.error=null;this.loading=!1;this.complete=!1;this.fresh=[];this.manyFresh=!1;this.scroll=0;this.next=null;this.keys=new Set;this.run=0}async more(o){if(this.loading||this.complete)return;let e=++this.run;this.loading=!0,this.error=null,this.changed();try{let t=await A(o,{...this.query,after:this.next,limit:Oe});if(e!==this.run)return;this.append(t.files),this.next=t.next,this.complete=t.next===null}catch(t){if(e!==this.run)return;this.error=t??""}this.loading=!1,this.changed()}async look(o){if(this.loading||this.error!==null)return;let e=this.run;try{let t=await A(o,{...this.query,limit:Oe});if(e!==this.run)return;this.files.length===0?(this.append(t.files),this.next=t.next,this.complete=t.next===null):(this.fresh=t.files.filter(i=>!this.keys.has(i.key)),this.manyFresh=t.next!==null&&this.fresh.length===t.files.length),this.changed()}catch{}}async accept(o){let{fresh:e}=this;if(this.manyFresh){await this.again(o);return}this.fresh=[],this.files=[...this.files,...e].sort(Ne);for(let t of e)this.keys.add(t.key);this.changed()}async again(o){this.run+=1,this.loading=this.complete=this.manyFresh=!1,this.next=null,this.files=[],this.fresh=[],this.keys.clear(),await this.more(o)}append(o){let e=o.filter(t=>!this.keys.has(t.key));for(let t of e)this.keys.add(t.key);this.files=[...this.files,...e]}};function Ne(h,o){return Date.parse(o.taken_at)-Date.parse(h.taken_at)||(h.key<o.key?1:-1)}var q=class{constructor(o,e){this.device_id=o;this.changed=e;this.days=[];this.loading=!1;this.error=null;this.next=null;this.run=0}async load(o,e=!1){if(e&&(this.loading||this.next===null))return;let t=++this.run;this.loading=!0,this.error=null;let{device_id:i}=this;try{let s=e?this.next:null,r=e?Me:Math.min(100,Math.max(Me,this.days.length)),n=await pe(o,{device_id:i,before:s,limit:r});if(t!==this.run)return;this.days=e?[...this.days,...n.days]:n.days,this.next=n.next}catch(s){if(t!==this.run)return;this.error=s??""}this.loading=!1,this.changed()}};var Ke=4,U=class{constructor(o){this.changed=o;this.sections=[];this.shots=[];this.kept=new Map;this.arrange=()=>{let{hass:o,files:e,days:t,place:i}=this;if(!o||!e||!t||!i)return;let s=e.files.at(-1)?.taken_at,r=X(o.config.time_zone);this.sections=xe(e.files,t.days,r,(a,m)=>a.files===0&&i.kind===void 0&&(i.day??m)===m&&(i.flight??a.flight_id)===a.flight_id&&(e.complete||s!==void 0&&Date.parse(a.last)>=Date.parse(s))),this.shots=this.sections.flatMap(({shots:a})=>a);let n=t.days.at(-1)?.day;s!==void 0&&n!==void 0&&r(s)<n&&t.load(o,!0),this.changed()}}open(o,e){this.hass=o,this.place=e;let{device:t,day:i,flight:s,kind:r}=e;this.days?.device_id!==t&&(this.days=new q(t,this.arrange),this.days.load(o),this.kept.clear());let n=JSON.stringify([i,s,r]),a=this.kept.get(n)??new V({device_id:t,day:i,flight_id:s,kind:r},this.arrange);if(a===this.files)return!1;this.kept.delete(n),this.kept.set(n,a);for(let m of[...this.kept.keys()].slice(0,-Ke))this.kept.delete(m);return this.files=a,a.files.length>0?this.arrange():a.more(o),!0}look(){let{hass:o,days:e,files:t}=this;o&&(e?.load(o),t?.error!=null?t.more(o):t?.look(o))}dayOf(o){return X(this.hass?.config.time_zone??"UTC")(o)}find(o){if(o!==void 0)return this.shots.find(({files:e})=>e.some(t=>t.key===o))}async dayOfKey(o,e,t){let[i]=(await A(o,{device_id:e,key:t})).files;return i&&this.dayOf(i.taken_at)}};var B=["photo","video","other"],Re="-";function ee({parts:h,query:o}){let[e="",t,i]=h;return{device:e,day:t,flight:i===Re?"":i,kind:B.find(s=>s===o.get("kind")),view:o.get("view")??void 0,map:o.get("map")==="1"}}function G({device:h,day:o,flight:e,kind:t,view:i,map:s}){let r=[h];return h&&o!==void 0&&r.push(o),h&&o!==void 0&&e!==void 0&&r.push(e||Re),N("media",r.filter(Boolean),{kind:t,view:i,map:s?"1":void 0})}function Fe(h,o,e){let t=[...v.docks.values()].sort((i,s)=>i.name.localeCompare(s.name));return l`<div class="tools row">
${t.length>1?l`<label
>${p(h,"common.choose_dock")}
<select
@change=${i=>{let s=i.target.value;e({device:s,day:void 0,flight:void 0})}}
>
${t.map(i=>l`<option value=${i.device_id} ?selected=${i.device_id===o.device}>
${i.name}
</option>`)}
</select></label
>`:c}
<fieldset class="kinds">
<legend class="visually-hidden">${p(h,"media.kinds")}</legend>
${[void 0,...B].map(i=>l`<label
><input
type="radio"
name="kind"
.checked=${i===o.kind}
@change=${()=>e({kind:i},!0)}
/><span>${p(h,`media.kinds_${i??"all"}`)}</span></label
>`)}
</fieldset>
<button aria-pressed=${o.map} @click=${()=>e({map:!o.map},!0)}>
${b(ae)} ${p(h,"media.map")}
</button>
</div>`}var P=class extends ue{constructor(){super();this.chosen=0;this.choosing=!1;this.error=null;this.gone="";this.place=ee({parts:[],query:new URLSearchParams});this.model=new U(()=>{this.requestUpdate()});this.selection=new ke;this.sought="";this.opened=!1;this.wasLive=!0;this.openShot=({detail:e})=>{this.opened=!0,this.gone="",this.go({view:e})};this.closeViewer=()=>{let e=this.model.find(this.place.view);this.opened?history.back():this.go({view:void 0},!0),this.opened=!1,e&&this.gallery?.focusShot(e.key)};this.accept=async()=>{await this.model.files?.accept(this.hass),window.scrollTo({top:0})};new ce(this,e=>(e===`media:${this.place.device}`&&this.model.look(),e===`dock:${this.place.device}`))}text(e,t){return p(this.hass,`media.${e}`,t)}willUpdate(e){let t=this.place.device;e.has("route")&&(this.place=ee(this.route));let{device:i}=this.place;t!==i&&this.choose([],!1,!0);let{files:s}=this.model,r=window.scrollY;if(i&&this.model.open(this.hass,this.place)){s&&(s.scroll=r);let n=this.model.files?.scroll??0;this.updateComplete.then(()=>window.scrollTo({top:n}))}v.live&&!this.wasLive&&this.model.look(),this.wasLive=v.live||!v.ready}updated(){let[e]=v.docks.keys();!this.place.device&&e!==void 0&&this.go({device:e},!0),this.seek(),this.place.map&&this.fetchPart(import("./map-BCXYD6AL.js")),this.model.shots.length>0&&this.fetchPart(import("./viewer-TNQJJTT5.js"))}fetchPart(e){e.catch(()=>{this.error??=p(this.hass,"common.new_version")})}seek(){let{files:e}=this.model,{view:t,day:i}=this.place;!t||!e||e.loading||e.error!==null||this.model.find(t)||(this.sought!==t?(this.sought=t,this.resolve(t)):i!==void 0&&e.more(this.hass))}async resolve(e){try{let t=await this.model.dayOfKey(this.hass,this.place.device,e);if(this.place.view!==e)return;t===void 0&&(this.gone=e),this.go(t===void 0?{view:void 0}:{day:t,flight:void 0,kind:void 0},!0)}catch(t){this.error=t??""}}go(e,t=!1){de(G({...this.place,...e}),t)}choose(e,t,i=!1){i&&this.selection.clear(),this.selection.set(e,t),this.chosen+=1}async chooseAll({day:e,flight_id:t,chosen:i}){let s=a=>(t===void 0||a.flight_id===t)&&this.model.dayOf(a.taken_at)===e;if(!i){this.choose(this.selection.files.filter(s),!1);return}let r=this.model.files?.files??[];this.choose(r.filter(s),!0);let n=r.at(-1);if(!(this.model.files?.complete||n&&!s(n)&&this.model.dayOf(n.taken_at)<=e)){this.choosing=!0,this.error=null;try{let{device:a,kind:m}=this.place;this.choose(await we(this.hass,{device_id:a,day:e,flight_id:t,kind:m},D),!0)}catch(a){this.error=a??""}this.choosing=!1}}async saveAll(){let{device:e,day:t,flight:i}=this.place;this.error=null;try{let s=i?{flight_id:i}:{day:t??""};be(this.hass,(await fe(this.hass,{device_id:e,...s})).url)}catch(s){this.error=s??""}}render(){let{hass:e,place:t}=this,{files:i}=this.model;return v.ready&&v.docks.size===0&&!t.device?ye(e):i?l`${Fe(e,t,(s,r)=>this.go(s,r))} ${this.renderNotices()}
<div class="columns">
${this.renderDays()}
<section aria-label=${this.text("gallery")}>
${this.renderScope()}
${t.map?l`<dji-dock-media-map
.hass=${e}
.query=${i.query}
@open=${this.openShot}
></dji-dock-media-map>`:c}
${this.renderGallery(i)}
</section>
</div>
${this.selection.size||this.choosing?l`<dji-dock-media-selection
.hass=${e}
.device=${t.device}
.selection=${this.selection}
.chosen=${this.chosen}
.choosing=${this.choosing}
@clear=${()=>this.choose([],!1,!0)}
></dji-dock-media-selection>`:c}
${this.renderDialogs(i)}`:l`<dji-dock-bar .label=${p(e,"common.loading")}></dji-dock-bar>`}renderNotices(){let{hass:e}=this;return l`${je(e,this.place)}
${this.error===null?c:l`<dji-dock-alert level="error">${M(e,this.error)}</dji-dock-alert>`}
${this.gone?l`<dji-dock-alert level="warning"
>${this.text("gone",{name:this.gone.split("/").at(-1)??""})}</dji-dock-alert
>`:c}`}renderDays(){let{hass:e,place:t}=this,{days:i}=this.model;if(!i)return c;let s=l`<dji-dock-media-days
.hass=${e}
.days=${i.days}
.day=${t.day??""}
.flight=${t.flight}
.unfinished=${i.next!==null}
.hrefOf=${(r,n)=>G({...t,day:r,flight:n,view:void 0})}
@older=${()=>{i.load(e,!0)}}
@go=${({detail:r})=>this.go({day:r||void 0,flight:void 0})}
></dji-dock-media-days>
${i.error===null?c:this.renderError(i.error,()=>{i.load(e)})}`;return l`<aside>
${this.narrow?l`<details>
<summary>${this.text("days")}</summary>
${s}
</details>`:s}
</aside>`}renderError(e,t){return l`<dji-dock-alert level="error"
>${M(this.hass,e)}
<button slot="action" @click=${t}>
${p(this.hass,"common.retry")}
</button></dji-dock-alert
>`}renderScope(){let{hass:e,place:t}=this,{days:i}=this.model;if(t.day===void 0)return c;let s=i?.days.find(a=>a.day===t.day),r=s?.flights.find(a=>a.flight_id===t.flight),n=t.flight===void 0?s:r;return l`<div class="row">
<h2 class="grow">${F(e,t.day)}</h2>
${n&&n.files>0&&t.flight!==""?l`<button @click=${this.saveAll}>
${b(I)}
${this.text("download_all",{size:K(e,n.size)})}
</button>`:c}
</div>
${t.flight?l`<dji-dock-media-missing
.hass=${e}
.device=${t.device}
.flight=${t.flight}
.arrived=${r?.arrived??0}
></dji-dock-media-missing>`:c}`}renderGallery(e){let{hass:t,place:i}=this,{sections:s}=this.model,{fresh:r}=e;return l`${r.length>0?l`<button class="primary fresh" @click=${this.accept}>
${H(t,"media.fresh",r.length)}
</button>`:c}
${s.length>0?l`<dji-dock-media-gallery
.hass=${t}
.sections=${s}
.selection=${this.selection}
.chosen=${this.chosen}
.unfinished=${!e.complete&&e.error===null}
.withDays=${i.day===void 0}
.hrefOf=${n=>G({...i,view:n})}
@open=${this.openShot}
@choose=${({detail:n})=>this.choose(n.files,n.chosen)}
@choose-all=${({detail:n})=>this.chooseAll(n)}
@missing=${({detail:n})=>{this.asked=n}}
@more=${()=>{e.more(t)}}
></dji-dock-media-gallery>`:e.complete?Ee(t,i,n=>this.go(n)):c}
${e.loading?l`<dji-dock-bar .label=${p(t,"common.loading")}></dji-dock-bar>`:c}
${e.error===null?c:this.renderError(e.error,()=>{e.more(t)})}`}renderDialogs(e){let{hass:t,asked:i,place:s}=this,{view:r}=s;return l`${i?l`<dji-dock-dialog
.heading=${this.text("missing")}
close-label=${p(t,"common.close")}
@closed=${()=>{this.asked=void 0}}
><dji-dock-media-missing
.hass=${t}
.device=${s.device}
.flight=${i.flight_id}
></dji-dock-media-missing
></dji-dock-dialog>`:c}
${r!==void 0&&this.model.find(r)?l`<dji-dock-media-viewer
.hass=${t}
.shots=${this.model.shots}
.key=${r}
.unfinished=${!e.complete&&e.error===null}
@show=${({detail:n})=>this.go({view:n},!0)}
@more=${()=>{e.more(t)}}
@closed=${this.closeViewer}
></dji-dock-media-viewer>`:c}`}};P.styles=He,d([y()],P.prototype,"chosen",2),d([y()],P.prototype,"choosing",2),d([y()],P.prototype,"asked",2),d([y()],P.prototype,"error",2),d([y()],P.prototype,"gone",2),d([R("dji-dock-media-gallery")],P.prototype,"gallery",2),P=d([$("dji-dock-page-media")],P);export{P as MediaPage};
