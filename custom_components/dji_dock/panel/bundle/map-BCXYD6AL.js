import{f as y}from"./chunk-R6CF24J6.js";import{a as k}from"./chunk-ORE6D2L7.js";import"./chunk-UMSXCKQP.js";import{k as P}from"./chunk-WBOMTXL7.js";import{W as u,X as l,_ as h,ba as f,ca as c,da as m,fa as v,ha as b,ia as g,la as d}from"./chunk-E2XFT2OW.js";import{a}from"./chunk-JFKSI6I7.js";var x=s=>Math.cos(s*Math.PI/180);function $(s,[n,t]){let e,i=1/0;for(let o of s){let p=Math.hypot(o.latitude-n,(o.longitude-t)*x(n));p<i&&([e,i]=[o,p])}return e}function w(s,n){let t=new Map;for(let e of s){let i=e.key.slice(0,e.key.lastIndexOf("/")),o=t.get(i)??[];o.push(e),t.set(i,o)}return[...t.values()].map(e=>({color:n,points:e.sort((i,o)=>i.key<o.key?-1:1).map(({key:i,latitude:o,longitude:p})=>({point:[o,p],timestamp:_(i)}))}))}function _(s){let[,n,t,e,i,o,p]=/_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(s)??[];return n===void 0?new Date(0):new Date(`${n}-${t}-${e}T${i}:${o}:${p}`)}var j="#d81b60",r=class extends f{constructor(){super(...arguments);this.complete=!0;this.error=null;this.run=0}connectedCallback(){super.connectedCallback(),this.map===void 0&&this.start()}async start(){let t=await y();t&&(t.clickable=!0,t.addEventListener("map-clicked",e=>{let{location:i}=e.detail;this.open($(this.points??[],i))})),this.map=t??null}willUpdate(t){t.has("query")&&this.load(),this.map&&(this.map.hass=this.hass)}async load(){let t=++this.run;this.error=null;try{let{points:e,complete:i}=await P(this.hass,this.query);if(t!==this.run)return;this.points=e,this.complete=i}catch(e){t===this.run&&(this.error=e??"")}}updated(t){if(!this.map||!this.points?.length||!t.has("points")&&!t.has("map"))return;this.map.paths=w(this.points,j);let e=this.points.map(i=>[i.latitude,i.longitude]);this.map.fitBounds(e,{pad:.2,zoom:18})}open(t){t&&this.dispatchEvent(new CustomEvent("open",{detail:t.key}))}render(){let{hass:t,points:e}=this;return this.error!==null?l`<dji-dock-alert level="error"
>${k(t,this.error)}
<button slot="action" @click=${()=>{this.load()}}>
${d(t,"common.retry")}
</button></dji-dock-alert
>`:!e||this.map===void 0?l`<p class="secondary" role="status">${d(t,"common.loading")}</p>`:e.length===0?l`<p class="secondary" role="status">${d(t,"media.no_places")}</p>`:this.map?l`<div class="map">${this.map}</div>
<p class="secondary">
${d(t,"media.map_hint")}
${this.complete?h:d(t,"media.map_newest",{count:e.length})}
</p>`:l`<dji-dock-alert level="info">${d(t,"media.no_map")}</dji-dock-alert>`}};r.styles=[b,g,u`
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
`],a([c({attribute:!1})],r.prototype,"hass",2),a([c({attribute:!1})],r.prototype,"query",2),a([m()],r.prototype,"points",2),a([m()],r.prototype,"complete",2),a([m()],r.prototype,"error",2),a([m()],r.prototype,"map",2),r=a([v("dji-dock-media-map")],r);export{r as MediaMap};
