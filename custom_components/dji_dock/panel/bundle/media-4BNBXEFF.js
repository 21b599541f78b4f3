import{a as xe,b as we}from"./chunk-PZ5YIGM6.js";import{a as Fe,b as q}from"./chunk-SAL4XT27.js";import{a as fe,c as D,g as Me,h as ze,s as _e,t as se,u as He}from"./chunk-WIFVOPMR.js";import{a as he,f as pe}from"./chunk-R6CF24J6.js";import{K as ie,a as ue,b as V,c as ge,d as K,g as Z,h as ye,i as G,j as O,m as ve,v as ke,w as I,x as be,y as $e,z as W}from"./chunk-GP5AYWPT.js";import{A as Y,F as N,a as $,b as l,e as p,h as x,i as f,j as u,k as P,o as k,p as v,q as b,r as w,v as M,w as me,y as h,z as S}from"./chunk-NTTVRMXN.js";import{a as c}from"./chunk-JFKSI6I7.js";var Le="M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z";var L=class extends x{constructor(){super(...arguments);this.days=[];this.day="";this.unfinished=!1;this.hrefOf=()=>""}render(){let{hass:e}=this,t=i=>h(e,`media.${i}`);return l`<nav aria-label=${t("days")}>
<label class="stacked"
>${t("go_to_day")}<input
type="date"
.value=${this.day}
@change=${i=>{let{value:s}=i.target;this.dispatchEvent(new CustomEvent("go",{detail:s}))}}
/></label>
<a href=${this.hrefOf()} aria-current=${this.day?p:"page"}>${t("all_days")}</a>
<ol>
${this.days.map(i=>l`<li>
<a
class="day"
href=${this.hrefOf(i.day)}
aria-current=${i.day===this.day&&this.flight===void 0?"page":p}
>${K(e,i.day)}</a
>
<ol>
${i.flights.map(s=>this.renderFlight(i.day,s))}
</ol>
</li>`)}
</ol>
${this.unfinished?l`<button @click=${()=>this.dispatchEvent(new CustomEvent("older"))}>
${t("older_days")}
</button>`:p}
</nav>`}renderFlight(e,t){let{hass:i}=this,{expected:s,arrived:r}=t,n=s!==null&&r<s,d=e===this.day&&t.flight_id===this.flight;return l`<li>
<a href=${this.hrefOf(e,t.flight_id)} aria-current=${d?"page":p}>
<span class="grow"
>${t.flight_id?V(i,t.first):h(i,"media.no_flight")}</span
>
<span class="secondary"
>${n?h(i,"media.of_expected",{arrived:r,expected:s}):S(i,"media.files",t.files)}</span
>
${n?v(Le,18):p}
</a>
</li>`}};L.styles=[b,w,$`
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
`],c([f({attribute:!1})],L.prototype,"hass",2),c([f({attribute:!1})],L.prototype,"days",2),c([f({attribute:!1})],L.prototype,"day",2),c([f({attribute:!1})],L.prototype,"flight",2),c([f({attribute:!1})],L.prototype,"unfinished",2),c([f({attribute:!1})],L.prototype,"hrefOf",2),L=c([k("dji-dock-media-days")],L);var oe="M21,17H7V3H21M21,1H7A2,2 0 0,0 5,3V17A2,2 0 0,0 7,19H21A2,2 0 0,0 23,17V3A2,2 0 0,0 21,1M3,5H1V21A2,2 0 0,0 3,23H19V21H3M15.96,10.29L13.21,13.83L11.25,11.47L8.5,15H19.5L15.96,10.29Z";function Te(a){let o=M.docks.get(a.device)?.entry_id;return M.entries.find(e=>e.entry_id===o)}function Ee(a,o,e){let t=n=>h(a,`media.${n}`),i=Te(o);if(i&&!i.bucket.configured)return l`<dji-dock-empty .icon=${oe} .heading=${t("no_bucket")}
>${t("no_bucket_text")} ${se(a,[i.entry_id])}
</dji-dock-empty>`;let s=o.day!==void 0||o.kind!==void 0,r=o.kind?"no_such":o.day?"nothing_on_day":"nothing_yet";return l`<dji-dock-empty .icon=${oe} .heading=${t(r)}
>${s?p:t("nothing_yet_text")}
${o.kind?l`<button class="primary" @click=${()=>e({kind:void 0})}>
${t("show_all_kinds")}
</button>`:o.day?l`<button class="primary" @click=${()=>e({day:void 0,flight:void 0})}>
${t("all_days")}
</button>`:se(a,i?[i.entry_id]:[],"media.check_setup")}
</dji-dock-empty>`}function Ae(a,o){let e=Te(o);return e?.bucket.usable!==!1||!e.bucket.configured?p:l`<dji-dock-alert level="warning"
>${Y(a,e.bucket.error)||h(a,"media.bucket_unusable")}
${M.admin?l`<a class="button" slot="action" href=${N("setup",[e.entry_id])}
>${h(a,"common.to_setup")}</a
>`:p}</dji-dock-alert
>`}var Ce="M12,18.54L19.37,12.8L21,14.07L12,21.07L3,14.07L4.62,12.81L12,18.54M12,16L3,9L12,2L21,9L12,16M12,4.53L6.26,9L12,13.47L17.74,9L12,4.53Z";function Se(a,o,e){let t=Math.max(3,Math.round((o+4)/194)),i=Math.floor((o-4*(t-1))/t*3/4),s=[],r=new Map,n=0,d=(g,y,R,te)=>{let ce={index:s.length,id:y,kind:g,top:n,height:R,section:te,shots:[]};return s.push(ce),n+=R,ce},m="";for(let g of a){e&&g.day!==m&&d("day",g.day,48,g),m=g.day,d("flight",g.id,44,g);for(let y=0;y<g.shots.length;y+=t){let R=d("shots",`${g.id} ${y}`,i+4,g);R.shots=g.shots.slice(y,y+t);for(let te of R.shots)r.set(te.key,s.length-1)}}return{columns:t,rows:s,height:n,rowOf:r}}function re(a,o){let e=0,t=a.length;for(;e<t;){let i=e+t>>1,s=a[i];s&&s.top+s.height<=o?e=i+1:t=i}return e}var Oe=[b,w,$`
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
`];var je="M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M18,20H6V4H13V9H18V20Z";var Re="M19,19H5V5H19M19,3H5A2,2 0 0,0 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5A2,2 0 0,0 19,3M13.96,12.29L11.21,15.83L9.25,13.47L6.5,17H17.5L13.96,12.29Z";var Ve="M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M10,16.5L16,12L10,7.5V16.5Z";var at={photo:Re,video:Ve,other:je},lt=80,dt=2500,T=class extends x{constructor(){super(...arguments);this.settled=lt;this.again=dt;this.stage="waiting";this.loaded=!1;this.url=null;this.arrived=()=>{this.loaded=!0};this.failed=()=>{this.stage==="asked"?(this.stage="waiting again",this.askSoon()):this.stage="failed"}}connectedCallback(){super.connectedCallback(),(this.stage==="waiting"||this.stage==="waiting again")&&this.askSoon()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer),this.loaded||this.image?.removeAttribute("src"),!this.loaded&&this.stage!=="failed"&&(this.stage="waiting")}willUpdate(e){!e.has("file")||this.file.thumbnail===this.url||(this.url=this.file.thumbnail,this.stage="waiting",this.loaded=!1,this.askSoon())}askSoon(){clearTimeout(this.timer);let e=this.stage==="waiting";this.timer=setTimeout(()=>{this.stage=e?"asked":"asked again"},e?this.settled:this.again)}render(){return this.file.thumbnail===null||this.stage==="failed"?l`<div>${v(at[this.file.kind],28)} ${this.file.name}</div>`:this.stage.startsWith("asked")?l`<img
alt=""
decoding="async"
class=${this.loaded?"loaded":""}
src=${this.file.thumbnail}
@load=${this.arrived}
@error=${this.failed}
/>`:p}};T.styles=[b,$`
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
`],c([f({attribute:!1})],T.prototype,"file",2),c([f({attribute:!1})],T.prototype,"settled",2),c([f({attribute:!1})],T.prototype,"again",2),c([u()],T.prototype,"stage",2),c([u()],T.prototype,"loaded",2),c([P("img")],T.prototype,"image",2),T=c([k("dji-dock-media-thumbnail")],T);var De=600,ct=2e3,z=class extends x{constructor(){super(...arguments);this.sections=[];this.chosen=0;this.unfinished=!1;this.withDays=!0;this.hrefOf=()=>"";this.active="";this.range=[0,0];this.layout={columns:1,rows:[],height:0,rowOf:new Map};this.width=0;this.anchor="";this.frame=0;this.resized=new ResizeObserver(()=>this.measure());this.scrolled=()=>{this.frame||=requestAnimationFrame(()=>{this.frame=0,this.look()})};this.pressed=e=>{let t=e.target.dataset.key;if(t===void 0||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.sections.flatMap(m=>m.shots),s=i.findIndex(m=>m.key===t),r=i[s];if(!r)return;let{columns:n}=this.layout,d={ArrowRight:s+1,ArrowLeft:s-1,ArrowDown:Math.min(s+n,i.length-1),ArrowUp:s-n,Home:0,End:i.length-1};if(e.key===" ")this.choose(r,e.shiftKey);else{let m=i[d[e.key]??-1];if(!m)return;this.focusShot(m.key)}e.preventDefault()}}connectedCallback(){super.connectedCallback(),this.resized.observe(this),document.addEventListener("scroll",this.scrolled,{capture:!0,passive:!0}),window.addEventListener("resize",this.scrolled)}disconnectedCallback(){super.disconnectedCallback(),this.resized.disconnect(),cancelAnimationFrame(this.frame),this.frame=0,document.removeEventListener("scroll",this.scrolled,{capture:!0}),window.removeEventListener("resize",this.scrolled)}measure(){let e=Math.floor(this.clientWidth);e!==this.width&&(this.width=e,this.requestUpdate("sections"))}willUpdate(e){(e.has("sections")||e.has("withDays"))&&(this.layout=Se(this.sections,this.width||this.clientWidth||300,this.withDays),this.look())}look(){if(!this.isConnected)return;let{rows:e,height:t}=this.layout,i=-this.getBoundingClientRect().top,s=i+window.innerHeight,r=[re(e,i-De),re(e,s+De)+1];(r[0]!==this.range[0]||r[1]!==this.range[1])&&(this.range=r),this.unfinished&&s+ct>t&&this.fire("more",null)}async focusShot(e){this.layout.rows[this.layout.rowOf.get(e)??-1]&&(this.active=e,await this.updateComplete,this.link?.focus({preventScroll:!0}),this.link?.scrollIntoView({block:"nearest"}))}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}render(){let{rows:e,height:t,rowOf:i}=this.layout,s=e.slice(...this.range),r=e[i.get(this.active)??-1];r&&!s.includes(r)&&(s.push(r),s.sort((d,m)=>d.top-m.top));let n=r?this.active:s.find(d=>d.shots.length)?.shots[0]?.key;return l`<span id="keys" hidden>${h(this.hass,"media.gallery_keys")}</span>
<div
role="grid"
aria-label=${h(this.hass,"media.gallery")}
aria-describedby="keys"
aria-multiselectable="true"
aria-rowcount=${this.unfinished?-1:e.length}
style="block-size:${t}px"
@keydown=${this.pressed}
>
${ie(s,d=>d.id,d=>l`<div
role="row"
aria-rowindex=${d.index+1}
class=${d.kind}
style="inset-block-start:${d.top}px;block-size:${d.height}px;--columns:${this.layout.columns}"
>
${Fe([d,this.chosen,this.hrefOf,this.hass.localize,ht(d,n)],()=>d.kind==="shots"?this.renderShots(d,n):this.renderHeading(d))}
</div>`)}
</div>`}renderHeading({kind:e,section:t}){let{hass:i}=this,s=e==="day",r=(s?this.sections.filter(({day:y})=>y===t.day):[t]).flatMap(({shots:y})=>y).flatMap(y=>y.files),n=this.selection.of(r),d=s?K(i,t.day):this.flightName(t),{flight:m}=t,g=m?.expected==null?0:m.expected-m.arrived;return l`<div role="gridcell" class="heading">
${r.length?l`<input
type="checkbox"
aria-label=${h(i,"media.choose_all",{name:d})}
.checked=${n==="all"}
.indeterminate=${n==="some"}
@change=${y=>{let{checked:R}=y.target;this.fire("choose-all",{day:t.day,...s?{}:{flight_id:t.flight_id},chosen:R})}}
/>`:p}
<span class="name">${d}</span>
${s||!m?p:l`<span class="count"
>${m.expected===null?S(i,"media.files",m.files):h(i,"media.of_expected",{arrived:m.arrived,expected:m.expected})}</span
>
${g>0?l`<button class="why" @click=${()=>this.fire("missing",t)}>
${S(i,"media.missing_why",g)}
</button>`:p}`}
</div>`}flightName({flight_id:e,flight:t,shots:i}){let{hass:s}=this;if(!e)return h(s,"media.no_flight");let r=t?.first??i.at(-1)?.files[0]?.taken_at,n=t?.last??i[0]?.files[0]?.taken_at,[d,m]=[r,n].map(g=>g?V(s,g):"");return h(s,"media.flight_at",{time:d===m?`${d}`:`${d}\u2013${m}`})}renderShots(e,t){return ie(e.shots,i=>i.key,i=>this.renderShot(i,i.key===t))}renderShot(e,t){let[i]=e.files,s=this.selection.of(e.files)!=="none",{hass:r}=this,n=V(r,i.taken_at,!0),d=h(r,`media.kind_${i.kind}`);return l`<div role="gridcell" aria-selected=${s} class="tile ${s?"chosen":""}">
<a
href=${this.hrefOf(e.key)}
tabindex=${t?0:-1}
data-key=${e.key}
title=${i.name}
@click=${m=>this.clicked(m,e)}
@focus=${()=>{this.active=e.key}}
>
<span class="visually-hidden">${d} ${i.name}</span>
<dji-dock-media-thumbnail aria-hidden="true" .file=${i}></dji-dock-media-thumbnail>
<span class="facts"
><span>${n}</span>${e.files.length>1?l`<span class="several">${v(Ce,16)}${e.files.length}</span>`:p}</span
>
</a>
<label class="choose"
><input
type="checkbox"
tabindex="-1"
aria-label=${h(r,"media.choose",{name:i.name})}
.checked=${s}
@click=${m=>{m.stopPropagation(),this.choose(e,m.shiftKey)}}
/></label>
</div>`}clicked(e,t){e.button!==0||e.ctrlKey||e.metaKey||(e.preventDefault(),e.stopPropagation(),e.shiftKey?this.choose(t,!0):this.fire("open",t.key))}choose(e,t){let i=this.sections.flatMap(({shots:n})=>n),[s,r]=[this.anchor,e.key].map(n=>i.findIndex(d=>d.key===n));if(t&&s!==void 0&&r!==void 0&&s>=0&&s!==r){let n=i.slice(Math.min(s,r),Math.max(s,r)+1);this.fire("choose",{files:n.flatMap(({files:d})=>d),chosen:!0})}else{let n=this.selection.of(e.files)==="none";this.fire("choose",{files:e.files,chosen:n})}this.anchor=e.key}};z.styles=Oe,c([f({attribute:!1})],z.prototype,"hass",2),c([f({attribute:!1})],z.prototype,"sections",2),c([f({attribute:!1})],z.prototype,"selection",2),c([f({attribute:!1})],z.prototype,"chosen",2),c([f({attribute:!1})],z.prototype,"unfinished",2),c([f({attribute:!1})],z.prototype,"withDays",2),c([f({attribute:!1})],z.prototype,"hrefOf",2),c([u()],z.prototype,"active",2),c([P("a[tabindex='0']")],z.prototype,"link",2),c([u()],z.prototype,"range",2),z=c([k("dji-dock-media-gallery")],z);function ht(a,o){return a.shots.find(e=>e.key===o)?.key??""}var pt=a=>Math.cos(a*Math.PI/180);function Ie(a,[o,e]){let t,i=1/0;for(let s of a){let r=Math.hypot(s.latitude-o,(s.longitude-e)*pt(o));r<i&&([t,i]=[s,r])}return t}function Ne(a,o){let e=new Map;for(let t of a){let i=t.key.slice(0,t.key.lastIndexOf("/")),s=e.get(i)??[];s.push(t),e.set(i,s)}return[...e.values()].map(t=>({color:o,points:t.sort((i,s)=>i.key<s.key?-1:1).map(({key:i,latitude:s,longitude:r})=>({point:[s,r],timestamp:mt(i)}))}))}function mt(a){let[,o,e,t,i,s,r]=/_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(a)??[];return o===void 0?new Date(0):new Date(`${o}-${e}-${t}T${i}:${s}:${r}`)}var ft="#d81b60",E=class extends x{constructor(){super(...arguments);this.complete=!0;this.error=null;this.run=0}connectedCallback(){super.connectedCallback(),this.map===void 0&&this.start()}async start(){let e=await pe();e&&(e.clickable=!0,e.addEventListener("map-clicked",t=>{let{location:i}=t.detail;this.open(Ie(this.points??[],i))})),this.map=e??null}willUpdate(e){e.has("query")&&this.load(),this.map&&(this.map.hass=this.hass)}async load(){let e=++this.run;this.error=null;try{let{points:t,complete:i}=await be(this.hass,this.query);if(e!==this.run)return;this.points=t,this.complete=i}catch(t){e===this.run&&(this.error=t??"")}}updated(e){if(!this.map||!this.points?.length||!e.has("points")&&!e.has("map"))return;this.map.paths=Ne(this.points,ft);let t=this.points.map(i=>[i.latitude,i.longitude]);this.map.fitBounds(t,{pad:.2,zoom:18})}open(e){e&&this.dispatchEvent(new CustomEvent("open",{detail:e.key}))}render(){let{hass:e,points:t}=this;return this.error!==null?D(e,this.error,()=>{this.load()}):!t||this.map===void 0?l`<p class="secondary" role="status">${h(e,"common.loading")}</p>`:t.length===0?l`<p class="secondary" role="status">${h(e,"media.no_places")}</p>`:this.map?l`<div class="map">${this.map}</div>
<p class="secondary">
${h(e,"media.map_hint")}
${this.complete?p:h(e,"media.map_newest",{count:t.length})}
</p>`:l`<dji-dock-alert level="info">${h(e,"media.no_map")}</dji-dock-alert>`}};E.styles=[b,w,$`
:host {
display: grid;
gap: 8px;
}
.map {
position: relative;
block-size: min(420px, 60vh);
overflow: hidden;
border-radius: var(--dd-radius);
border: var(--dd-border);
background: var(--card-background-color, #fff);
/* Above nothing else: Home Assistant's map has high layers of its own. */
isolation: isolate;
}
.map > * {
inline-size: 100%;
block-size: 100%;
display: block;
}
`],c([f({attribute:!1})],E.prototype,"hass",2),c([f({attribute:!1})],E.prototype,"query",2),c([u()],E.prototype,"points",2),c([u()],E.prototype,"complete",2),c([u()],E.prototype,"error",2),c([u()],E.prototype,"map",2),E=c([k("dji-dock-media-map")],E);var A=class extends x{constructor(){super(...arguments);this.device="";this.flight="";this.arrived=0;this.error=null;this.run=0}willUpdate(e){(e.has("flight")||e.has("device"))&&(this.answer=void 0),["flight","device","arrived"].some(t=>e.has(t))&&this.load()}async load(){let e=++this.run;this.error=null;try{let t={device_id:this.device,flight_id:this.flight},i=await $e(this.hass,t);e===this.run&&(this.answer=i)}catch(t){e===this.run&&(this.error=t??"")}}render(){let{hass:e,answer:t}=this;if(this.error!==null)return D(e,this.error,()=>{this.load()});if(!t?.words)return p;let i=t.expected!==null&&t.arrived<t.expected;return l`<dji-dock-alert level=${i?"warning":"info"}
>${Y(e,t.words)}
${t.remedy===null||!M.admin?p:l`<a class="button" slot="action" href=${t.remedy}
>${h(e,"common.to_setup")}</a
>`}</dji-dock-alert
>`}};A.styles=[b,w],c([f({attribute:!1})],A.prototype,"hass",2),c([f({attribute:!1})],A.prototype,"device",2),c([f({attribute:!1})],A.prototype,"flight",2),c([f({attribute:!1})],A.prototype,"arrived",2),c([u()],A.prototype,"answer",2),c([u()],A.prototype,"error",2),A=c([k("dji-dock-media-missing")],A);var Ke=[b,w,$`
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
`];var ne=5,U=2e3,Q=class{constructor(){this.chosen=new Map}get size(){return this.chosen.size}get files(){return[...this.chosen.values()]}get bytes(){return this.files.reduce((o,e)=>o+e.size,0)}has(o){return this.chosen.has(o)}of(o){let e=o.filter(t=>this.chosen.has(t.key)).length;return e===0?"none":e===o.length?"all":"some"}set(o,e){for(let t of o)e?this.chosen.set(t.key,t):this.chosen.delete(t.key)}clear(){this.chosen.clear()}};function j(a,o){let e=document.createElement("a");e.href=a.hassUrl(o),e.download="",e.rel="noreferrer",e.click()}async function qe(a,o,e,t=600){if(e.length>ne){let{url:i}=await W(a,{device_id:o,keys:e.map(s=>s.key)});j(a,i);return}for(let[i,s]of e.entries())i>0&&await new Promise(r=>setTimeout(r,t)),j(a,s.download)}async function Ue(a,o,e){let t=[],i=null;do{let s=await I(a,{...o,after:i,limit:200});t.push(...s.files),i=s.next}while(i!==null&&t.length<=e);return t}var H=class extends x{constructor(){super(...arguments);this.device="";this.chosen=0;this.choosing=!1;this.busy=!1;this.error=null}render(){let{hass:e,selection:t}=this,{size:i}=t,s=i>U,r=i>ne;return l`${this.error===null?p:l`<dji-dock-alert level="error">${Z(e,this.error)}</dji-dock-alert>`}
<div class="card row">
<span class="grow" role="status"
>${this.choosing?h(e,"common.loading"):l`${S(e,"media.chosen",i)}
<span class="secondary">${O(e,t.bytes)}</span>`}
${s?h(e,"media.too_many",{most:G(e,U)}):p}</span
>
<button
class="primary"
?disabled=${this.busy||this.choosing||s||i===0}
@click=${this.save}
>
${v(q)} ${h(e,r?"media.download_zip":"common.download")}
</button>
<button
class="icon"
aria-label=${h(e,"media.deselect")}
title=${h(e,"media.deselect")}
@click=${()=>this.dispatchEvent(new CustomEvent("clear"))}
>
${v(ye)}
</button>
</div>`}async save(){this.busy=!0,this.error=null;try{await qe(this.hass,this.device,this.selection.files)}catch(e){this.error=e??""}this.busy=!1}};H.styles=[b,w,$`
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
`],c([f({attribute:!1})],H.prototype,"hass",2),c([f({attribute:!1})],H.prototype,"device",2),c([f({attribute:!1})],H.prototype,"selection",2),c([f({attribute:!1})],H.prototype,"chosen",2),c([f({attribute:!1})],H.prototype,"choosing",2),c([u()],H.prototype,"busy",2),c([u()],H.prototype,"error",2),H=c([k("dji-dock-media-selection")],H);var Ye=200,Ze=60,X=class{constructor(o,e){this.query=o;this.changed=e;this.files=[];this.error=null;this.loading=!1;this.complete=!1;this.fresh=[];this.manyFresh=!1;this.scroll=0;this.next=null;this.keys=new Set;this.run=0}async more(o){if(this.loading||this.complete)return;let e=++this.run;this.loading=!0,this.error=null,this.changed();try{let t=await I(o,{...this.query,after:this.next,limit:Ye});if(e!==this.run)return;this.append(t.files),this.next=t.next,this.complete=t.next===null}catch(t){if(e!==this.run)return;this.error=t??""}this.loading=!1,this.changed()}async look(o){if(this.loading||this.error!==null)return;let e=this.run;try{let t=await I(o,{...this.query,limit:Ye});if(e!==this.run)return;this.files.length===0?(this.append(t.files),this.next=t.next,this.complete=t.next===null):(this.fresh=t.files.filter(i=>!this.keys.has(i.key)),this.manyFresh=t.next!==null&&this.fresh.length===t.files.length),this.changed()}catch{}}async accept(o){let{fresh:e}=this;if(this.manyFresh){await this.again(o);return}this.fresh=[],this.files=[...this.files,...e].sort(ut);for(let t of e)this.keys.add(t.key);this.changed()}async again(o){this.run+=1,this.loading=this.complete=this.manyFresh=!1,this.next=null,this.files=[],this.fresh=[],this.keys.clear(),await this.more(o)}append(o){let e=o.filter(t=>!this.keys.has(t.key));for(let t of e)this.keys.add(t.key);this.files=[...this.files,...e]}};function ut(a,o){return Date.parse(o.taken_at)-Date.parse(a.taken_at)||(a.key<o.key?1:-1)}var J=class{constructor(o,e){this.device_id=o;this.changed=e;this.days=[];this.loading=!1;this.error=null;this.next=null;this.run=0}async load(o,e=!1){if(e&&(this.loading||this.next===null))return;let t=++this.run;this.loading=!0,this.error=null;let{device_id:i}=this;try{let s=e?this.next:null,r=e?Ze:Math.min(100,Math.max(Ze,this.days.length)),n=await ke(o,{device_id:i,before:s,limit:r});if(t!==this.run)return;this.days=e?[...this.days,...n.days]:n.days,this.next=n.next}catch(s){if(t!==this.run)return;this.error=s??""}this.loading=!1,this.changed()}};var gt=["visible","wide","none","zoom","thermal"],Ge=a=>gt.indexOf(a.lens??"none");function Xe({files:a}){return a.filter((o,e)=>e===0||e===a.length-1)}function yt(a){let o=[],e=new Map;for(let t of a){let i=t.shot===null?null:`${t.kind} ${t.shot}`,s=i===null?void 0:e.get(i);if(s){s.files.push(t);continue}let r={key:t.key,files:[t]};o.push(r),i!==null&&t.kind!=="other"&&e.set(i,r)}for(let t of o)t.files.sort((i,s)=>Ge(i)-Ge(s)),t.key=t.files[0]?.key??t.key;return o}var We=new Map;function ae(a){let o=We.get(a)??new Intl.DateTimeFormat("en-CA",{timeZone:a,year:"numeric",month:"2-digit",day:"2-digit"});return We.set(a,o),e=>o.format(new Date(e))}function Je(a,o,e,t){let i=new Map,s=(n,d,m)=>{let g=i.get(n)??new Map;i.set(n,g);let y=g.get(d);return y||(y={id:`${n} ${d}`,day:n,flight_id:d,flight:m,shots:[]},g.set(d,y)),y.flight??=m,y};for(let{day:n,flights:d}of o)for(let m of d)t(m,n)&&s(n,m.flight_id,m);let r=new Map(o.flatMap(({day:n,flights:d})=>d.map(m=>[`${n} ${m.flight_id}`,m])));for(let n of yt(a)){let[d]=n.files;if(!d)continue;let m=e(d.taken_at);s(m,d.flight_id,r.get(`${m} ${d.flight_id}`)).shots.push(n)}return[...i.entries()].sort(([n],[d])=>n<d?1:-1).flatMap(([,n])=>[...n.values()].sort(vt))}function vt(a,o){return Qe(o)-Qe(a)}function Qe({flight:a,shots:o}){let e=a?.last??o[0]?.files[0]?.taken_at;return e===void 0?0:Date.parse(e)}var kt=4,B=class{constructor(o){this.changed=o;this.sections=[];this.shots=[];this.kept=new Map;this.arrange=()=>{let{hass:o,files:e,days:t,place:i}=this;if(!o||!e||!t||!i)return;let s=e.files.at(-1)?.taken_at,r=ae(o.config.time_zone);this.sections=Je(e.files,t.days,r,(d,m)=>d.files===0&&i.kind===void 0&&(i.day??m)===m&&(i.flight??d.flight_id)===d.flight_id&&(e.complete||s!==void 0&&Date.parse(d.last)>=Date.parse(s))),this.shots=this.sections.flatMap(({shots:d})=>d);let n=t.days.at(-1)?.day;s!==void 0&&n!==void 0&&r(s)<n&&t.load(o,!0),this.changed()}}open(o,e){this.hass=o,this.place=e;let{device:t,day:i,flight:s,kind:r}=e;this.days?.device_id!==t&&(this.days=new J(t,this.arrange),this.days.load(o),this.kept.clear());let n=JSON.stringify([i,s,r]),d=this.kept.get(n)??new X({device_id:t,day:i,flight_id:s,kind:r},this.arrange);if(d===this.files)return!1;this.kept.delete(n),this.kept.set(n,d);for(let m of[...this.kept.keys()].slice(0,-kt))this.kept.delete(m);return this.files=d,d.files.length>0?this.arrange():d.more(o),!0}look(){let{hass:o,days:e,files:t}=this;o&&(e?.load(o),t?.error!=null?t.more(o):t?.look(o))}dayOf(o){return ae(this.hass?.config.time_zone??"UTC")(o)}find(o){if(o!==void 0)return this.shots.find(({files:e})=>e.some(t=>t.key===o))}async dayOfKey(o,e,t){let[i]=(await I(o,{device_id:e,key:t})).files;return i&&this.dayOf(i.taken_at)}};var le=["photo","video","other"],Be="-";function de({parts:a,query:o}){let[e="",t,i]=a;return{device:e,day:t,flight:i===Be?"":i,kind:le.find(s=>s===o.get("kind")),view:o.get("view")??void 0,map:o.get("map")==="1"}}function ee({device:a,day:o,flight:e,kind:t,view:i,map:s}){let r=[a];return a&&o!==void 0&&r.push(o),a&&o!==void 0&&e!==void 0&&r.push(e||Be),N("media",r.filter(Boolean),{kind:t,view:i,map:s?"1":void 0})}var et="M15,19L9,16.89V5L15,7.11M20.5,3C20.44,3 20.39,3 20.34,3L15,5.1L9,3L3.36,4.9C3.15,4.97 3,5.15 3,5.38V20.5A0.5,0.5 0 0,0 3.5,21C3.55,21 3.61,21 3.66,20.97L9,18.9L15,21L20.64,19.1C20.85,19 21,18.85 21,18.62V3.5A0.5,0.5 0 0,0 20.5,3Z";function tt(a,o,e){let t=[...M.docks.values()].sort((i,s)=>i.name.localeCompare(s.name));return l`<div class="tools row">
${t.length>1?l`<label
>${h(a,"common.choose_dock")}
<select
@change=${i=>{let s=i.target.value;e({device:s,day:void 0,flight:void 0})}}
>
${t.map(i=>l`<option value=${i.device_id} ?selected=${i.device_id===o.device}>
${i.name}
</option>`)}
</select></label
>`:p}
<fieldset class="kinds">
<legend class="visually-hidden">${h(a,"media.kinds")}</legend>
${[void 0,...le].map(i=>l`<label
><input
type="radio"
name="kind"
.checked=${i===o.kind}
@change=${()=>e({kind:i},!0)}
/><span>${h(a,`media.kinds_${i??"all"}`)}</span></label
>`)}
</fieldset>
<button aria-pressed=${o.map} @click=${()=>e({map:!o.map},!0)}>
${v(et)} ${h(a,"media.map")}
</button>
</div>`}var it="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z";var st="M15.5,14H14.71L14.43,13.73C15.41,12.59 16,11.11 16,9.5A6.5,6.5 0 0,0 9.5,3A6.5,6.5 0 0,0 3,9.5A6.5,6.5 0 0,0 9.5,16C11.11,16 12.59,15.41 13.73,14.43L14,14.71V15.5L19,20.5L20.5,19L15.5,14M9.5,14C7,14 5,12 5,9.5C5,7 7,5 9.5,5C12,5 14,7 14,9.5C14,12 12,14 9.5,14M7,9H12V10H7V9Z";var ot="M15.5,14L20.5,19L19,20.5L14,15.5V14.71L13.73,14.43C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.43,13.73L14.71,14H15.5M9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14M12,10H10V12H9V10H7V9H9V7H10V9H12V10Z";function rt(a,o){let e=s=>G(a,s,{minimumFractionDigits:5,maximumFractionDigits:5}),{position:t}=o,i=[["name",o.name],["taken",`${ue(a,o.taken_at)}, ${V(a,o.taken_at,!0)}`],["size",O(a,o.size)],["kind",h(a,`media.kind_${o.kind}`)],["lens",o.lens&&h(a,`media.lens_${o.lens}`)],["position",t&&`${e(t.latitude)}\xB0, ${e(t.longitude)}\xB0`],["height",t?.height==null?null:ve(a,t.height,"m")]];return l`<dl>
${i.map(([s,r])=>r===null?p:l`<div>
<dt>${h(a,`media.fact_${s}`)}</dt>
<dd>${r}</dd>
</div>`)}
</dl>`}var F=class extends x{constructor(){super(...arguments);this.zoomed=!1;this.again=1500;this.loaded=!1;this.failed=!1;this.attempt=0;this.url="";this.arrived=()=>{this.loaded=!0};this.unplayable=()=>{this.failed=!0};this.broken=()=>{if(this.attempt>0){this.failed=!0;return}this.timer=setTimeout(()=>{this.attempt+=1},this.again)}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}willUpdate(e){!e.has("file")||this.file.url===this.url||(this.url=this.file.url,this.loaded=this.failed=!1,this.attempt=0,clearTimeout(this.timer))}render(){let{file:e}=this;if(e.kind==="other")return this.renderInstead("no_preview");if(this.failed)return this.renderInstead(`${e.kind}_failed`);if(e.kind==="video")return l`<video
controls
playsinline
preload="metadata"
aria-label=${e.name}
src=${e.url}
@error=${this.unplayable}
></video>`;let t=l`<img
class="whole ${this.loaded?"loaded":""}"
alt=${e.name}
src=${e.url}
draggable="false"
@load=${this.arrived}
@error=${this.broken}
/>`;return l`${e.thumbnail===null||this.loaded?"":l`<img class="small" alt="" src=${e.thumbnail} draggable="false" />`}
${this.attempt===0?t:l`<!-- again -->${t}`}`}renderInstead(e){let{hass:t,file:i}=this;return l`<div class="instead">
<strong>${i.name}</strong>
<p role="status">${h(t,`media.${e}`)}</p>
<button @click=${()=>j(t,i.download)}>
${h(t,"common.download")} (${O(t,i.size)})
</button>
</div>`}};F.styles=[b,w,$`
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
`],c([f({attribute:!1})],F.prototype,"hass",2),c([f({attribute:!1})],F.prototype,"file",2),c([f({type:Boolean,reflect:!0})],F.prototype,"zoomed",2),c([f({attribute:!1})],F.prototype,"again",2),c([u()],F.prototype,"loaded",2),c([u()],F.prototype,"failed",2),c([u()],F.prototype,"attempt",2),F=c([k("dji-dock-media-picture")],F);var nt=[b,w,$`
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
`];var bt=50,_=class extends x{constructor(){super(...arguments);this.shots=[];this.key="";this.unfinished=!1;this.beside=!1;this.withFacts=!1;this.zoomed=!1;this.pressed=e=>{if(e.composedPath().some(n=>n.localName==="video")||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.shots.length-1,r={ArrowLeft:this.index-1,ArrowRight:this.index+1,Home:0,End:i}[e.key];r===void 0||this.zoomed||(e.preventDefault(),this.show(r))};this.touched=e=>{let t=e.isPrimary&&e.pointerType!=="mouse"&&!this.zoomed;this.finger=t?{x:e.clientX,y:e.clientY}:void 0};this.lost=()=>{this.finger=void 0};this.lifted=e=>{let t=this.finger;if(this.finger=void 0,!t)return;let[i,s]=[e.clientX-t.x,e.clientY-t.y];Math.abs(i)<bt||Math.abs(i)<1.5*Math.abs(s)||this.show(this.index+(i<0?1:-1))}}firstUpdated(){this.dialog.showModal()}get index(){return this.shots.findIndex(({files:e})=>e.some(t=>t.key===this.key))}willUpdate(e){e.has("key")&&(this.zoomed=!1)}updated(e){let{index:t}=this;this.unfinished&&t>=this.shots.length-5&&this.fire("more",null),e.has("key")&&this.fetchNeighbours(t)}fetchNeighbours(e){for(let t of[e+1,e-1]){let i=this.shots[t]?.files[0];i?.kind==="photo"&&(new Image().src=i.url)}}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}show(e){let t=this.shots[e];if(!t||e===this.index)return;let i=this.file?.lens,s=t.files.find(r=>r.lens===i)??t.files[0];this.fire("show",(this.beside?t.files[0]:s)?.key)}get file(){return this.shots[this.index]?.files.find(e=>e.key===this.key)}render(){let{hass:e,file:t,index:i}=this,s=this.shots[i],r=d=>h(e,`media.${d}`),n=t?ge(e,t.taken_at):"";return l`<dialog
aria-label=${t?`${t.name}, ${n}`:r("viewer")}
@close=${()=>this.fire("closed",null)}
@keydown=${this.pressed}
>
${t&&s?l`<header>
<button
class="icon"
aria-label=${h(e,"common.close")}
@click=${()=>this.dialog.close()}
>
${v(fe)}
</button>
<span class="title"
>${n}<span class="place"
>${h(e,"media.place",{place:i+1,count:`${this.shots.length}${this.unfinished?"+":""}`})}</span
></span
>
${this.renderTools(t)}
</header>
${this.renderLenses(s,t)}
<div class="stage">
${this.renderStep(-1,xe,r("previous"))}
<div
class="pictures ${this.zoomed?"zoomed":""}"
@pointerdown=${this.touched}
@pointerup=${this.lifted}
@pointercancel=${this.lost}
>
${(this.beside?Xe(s):[t]).map(d=>l`<figure>
<dji-dock-media-picture
.hass=${e}
.file=${d}
.zoomed=${this.zoomed}
></dji-dock-media-picture>
${this.beside?l`<figcaption>${this.lensName(d)}</figcaption>`:p}
</figure>`)}
</div>
${this.renderStep(1,we,r("next"))}
</div>
${this.withFacts?l`<div class="facts">${rt(e,t)}</div>`:p}`:p}
</dialog>`}renderTools(e){let{hass:t}=this,i=s=>h(t,`media.${s}`);return l`${e.kind==="photo"?l`<button
class="icon"
aria-pressed=${this.zoomed}
aria-label=${i("zoom")}
title=${i("zoom")}
@click=${()=>{this.zoomed=!this.zoomed}}
>
${v(this.zoomed?st:ot)}
</button>`:p}
<button
class="icon"
aria-pressed=${this.withFacts}
aria-label=${i("facts")}
title=${i("facts")}
@click=${()=>{this.withFacts=!this.withFacts}}
>
${v(it)}
</button>
<button
class="icon"
aria-label=${h(t,"common.download")}
title=${h(t,"common.download")}
@click=${()=>j(t,e.download)}
>
${v(q)}
</button>`}renderLenses({files:e},t){if(e.length<2)return p;let i=(s,r,n)=>l`<button aria-pressed=${r} @click=${n}>${s}</button>`;return l`<div class="lenses" role="group" aria-label=${h(this.hass,"media.cameras")}>
${e.map(s=>i(this.lensName(s),!this.beside&&s===t,()=>{this.beside=!1,this.fire("show",s.key)}))}
${i(h(this.hass,"media.beside"),this.beside,()=>{this.beside=!this.beside})}
</div>`}lensName({lens:e}){return h(this.hass,`media.lens_${e??"visible"}`)}renderStep(e,t,i){let s=this.index+e;return l`<button
class="icon step ${e<0?"back":"on"}"
aria-label=${i}
title=${i}
?disabled=${!this.shots[s]}
@click=${()=>this.show(s)}
>
${v(t,36)}
</button>`}};_.styles=nt,c([f({attribute:!1})],_.prototype,"hass",2),c([f({attribute:!1})],_.prototype,"shots",2),c([f({attribute:!1})],_.prototype,"key",2),c([f({attribute:!1})],_.prototype,"unfinished",2),c([u()],_.prototype,"beside",2),c([u()],_.prototype,"withFacts",2),c([u()],_.prototype,"zoomed",2),c([P("dialog")],_.prototype,"dialog",2),_=c([k("dji-dock-media-viewer")],_);var C=class extends _e{constructor(){super();this.chosen=0;this.choosing=!1;this.error=null;this.gone="";this.place=de({parts:[],query:new URLSearchParams});this.model=new B(()=>{this.requestUpdate()});this.selection=new Q;this.sought="";this.opened=!1;this.wasLive=!0;this.openShot=({detail:e})=>{this.opened=!0,this.gone="",this.go({view:e})};this.closeViewer=()=>{let e=this.model.find(this.place.view);this.opened?history.back():this.go({view:void 0},!0),this.opened=!1,e&&this.gallery?.focusShot(e.key)};this.accept=async()=>{await this.model.files?.accept(this.hass),window.scrollTo({top:0})};new me(this,e=>(e===`media:${this.place.device}`&&this.model.look(),e===`dock:${this.place.device}`))}text(e,t){return h(this.hass,`media.${e}`,t)}willUpdate(e){let t=this.place.device;e.has("route")&&(this.place=de(this.route));let{device:i}=this.place;t!==i&&this.choose([],!1,!0);let{files:s}=this.model,r=window.scrollY;if(i&&this.model.open(this.hass,this.place)){s&&(s.scroll=r);let n=this.model.files?.scroll??0;this.updateComplete.then(()=>window.scrollTo({top:n}))}M.live&&!this.wasLive&&this.model.look(),this.wasLive=M.live||!M.ready}updated(){let[e]=M.docks.keys();!this.place.device&&e!==void 0&&this.go({device:e},!0),this.seek()}seek(){let{files:e}=this.model,{view:t,day:i}=this.place;!t||!e||e.loading||e.error!==null||this.model.find(t)||(this.sought!==t?(this.sought=t,this.resolve(t)):i!==void 0&&e.more(this.hass))}async resolve(e){try{let t=await this.model.dayOfKey(this.hass,this.place.device,e);if(this.place.view!==e)return;t===void 0&&(this.gone=e),this.go(t===void 0?{view:void 0}:{day:t,flight:void 0,kind:void 0},!0)}catch(t){this.error=t??""}}go(e,t=!1){he(ee({...this.place,...e}),t)}choose(e,t,i=!1){i&&this.selection.clear(),this.selection.set(e,t),this.chosen+=1}async chooseAll({day:e,flight_id:t,chosen:i}){let s=d=>(t===void 0||d.flight_id===t)&&this.model.dayOf(d.taken_at)===e;if(!i){this.choose(this.selection.files.filter(s),!1);return}let r=this.model.files?.files??[];this.choose(r.filter(s),!0);let n=r.at(-1);if(!(this.model.files?.complete||n&&!s(n)&&this.model.dayOf(n.taken_at)<=e)){this.choosing=!0,this.error=null;try{let{device:d,kind:m}=this.place;this.choose(await Ue(this.hass,{device_id:d,day:e,flight_id:t,kind:m},U),!0)}catch(d){this.error=d??""}this.choosing=!1}}async saveAll(){let{device:e,day:t,flight:i}=this.place;this.error=null;try{let s=i?{flight_id:i}:{day:t??""};j(this.hass,(await W(this.hass,{device_id:e,...s})).url)}catch(s){this.error=s??""}}render(){let{hass:e,place:t}=this,{files:i}=this.model;return M.ready&&M.docks.size===0&&!t.device?He(e):i?l`${tt(e,t,(s,r)=>this.go(s,r))} ${this.renderNotices()}
<div class="columns">
${this.renderDays()}
<section aria-label=${this.text("gallery")}>
${this.renderScope()}
${t.map?l`<dji-dock-media-map
.hass=${e}
.query=${i.query}
@open=${this.openShot}
></dji-dock-media-map>`:p}
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
></dji-dock-media-selection>`:p}
${this.renderDialogs(i)}`:l`<dji-dock-bar .label=${h(e,"common.loading")}></dji-dock-bar>`}renderNotices(){let{hass:e}=this;return l`${Ae(e,this.place)}
${this.error===null?p:l`<dji-dock-alert level="error">${Z(e,this.error)}</dji-dock-alert>`}
${this.gone?l`<dji-dock-alert level="warning"
>${this.text("gone",{name:this.gone.split("/").at(-1)??""})}</dji-dock-alert
>`:p}`}renderDays(){let{hass:e,place:t}=this,{days:i}=this.model;if(!i)return p;let s=l`<dji-dock-media-days
.hass=${e}
.days=${i.days}
.day=${t.day??""}
.flight=${t.flight}
.unfinished=${i.next!==null}
.hrefOf=${(r,n)=>ee({...t,day:r,flight:n,view:void 0})}
@older=${()=>{i.load(e,!0)}}
@go=${({detail:r})=>this.go({day:r||void 0,flight:void 0})}
></dji-dock-media-days>
${i.error===null?p:D(e,i.error,()=>i.load(e))}`;return l`<aside>
${this.narrow?l`<details>
<summary>${this.text("days")}</summary>
${s}
</details>`:s}
</aside>`}renderScope(){let{hass:e,place:t}=this,{days:i}=this.model;if(t.day===void 0)return p;let s=i?.days.find(d=>d.day===t.day),r=s?.flights.find(d=>d.flight_id===t.flight),n=t.flight===void 0?s:r;return l`<div class="row">
<h2 class="grow">${K(e,t.day)}</h2>
${t.flight&&r&&M.docks.get(t.device)?.may.control?l`<a
href=${N("logs",[t.device],Me(ze(r.first,r.last)))}
>${h(e,"timeline.logs_of_flight")}</a
>`:p}
${n&&n.files>0&&t.flight!==""?l`<button @click=${this.saveAll}>
${v(q)}
${this.text("download_all",{size:O(e,n.size)})}
</button>`:p}
</div>
${t.flight?l`<dji-dock-media-missing
.hass=${e}
.device=${t.device}
.flight=${t.flight}
.arrived=${r?.arrived??0}
></dji-dock-media-missing>`:p}`}renderGallery(e){let{hass:t,place:i}=this,{sections:s}=this.model,{fresh:r}=e;return l`${r.length>0?l`<button class="primary fresh" @click=${this.accept}>
${S(t,"media.fresh",r.length)}
</button>`:p}
${s.length>0?l`<dji-dock-media-gallery
.hass=${t}
.sections=${s}
.selection=${this.selection}
.chosen=${this.chosen}
.unfinished=${!e.complete&&e.error===null}
.withDays=${i.day===void 0}
.hrefOf=${n=>ee({...i,view:n})}
@open=${this.openShot}
@choose=${({detail:n})=>this.choose(n.files,n.chosen)}
@choose-all=${({detail:n})=>this.chooseAll(n)}
@missing=${({detail:n})=>{this.asked=n}}
@more=${()=>{e.more(t)}}
></dji-dock-media-gallery>`:e.complete?Ee(t,i,n=>this.go(n)):p}
${e.loading?l`<dji-dock-bar .label=${h(t,"common.loading")}></dji-dock-bar>`:p}
${e.error===null?p:D(t,e.error,()=>e.more(t))}`}renderDialogs(e){let{hass:t,asked:i,place:s}=this,{view:r}=s;return l`${i?l`<dji-dock-dialog
.heading=${this.text("missing")}
close-label=${h(t,"common.close")}
@closed=${()=>{this.asked=void 0}}
><dji-dock-media-missing
.hass=${t}
.device=${s.device}
.flight=${i.flight_id}
></dji-dock-media-missing
></dji-dock-dialog>`:p}
${r!==void 0&&this.model.find(r)?l`<dji-dock-media-viewer
.hass=${t}
.shots=${this.model.shots}
.key=${r}
.unfinished=${!e.complete&&e.error===null}
@show=${({detail:n})=>this.go({view:n},!0)}
@more=${()=>{e.more(t)}}
@closed=${this.closeViewer}
></dji-dock-media-viewer>`:p}`}};C.styles=Ke,c([u()],C.prototype,"chosen",2),c([u()],C.prototype,"choosing",2),c([u()],C.prototype,"asked",2),c([u()],C.prototype,"error",2),c([u()],C.prototype,"gone",2),c([P("dji-dock-media-gallery")],C.prototype,"gallery",2),C=c([k("dji-dock-page-media")],C);export{C as MediaPage};
