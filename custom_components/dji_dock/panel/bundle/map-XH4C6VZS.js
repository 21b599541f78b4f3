import{f as w}from"./chunk-R6CF24J6.js";import{a as C}from"./chunk-SQI5FDGK.js";import"./chunk-46TNDGQ5.js";import{k as E}from"./chunk-WBOMTXL7.js";import{$ as P,X as g,Y as p,Z as k,ca as x,da as h,ea as c,ga as $,ia as _,ja as z,ma as l}from"./chunk-BRMG32HQ.js";import{a}from"./chunk-JFKSI6I7.js";var H=o=>Math.cos(o*Math.PI/180);function R(o,[d,t]){let e,r=1/0;for(let s of o){let m=Math.hypot(s.latitude-d,(s.longitude-t)*H(d));m<r&&([e,r]=[s,m])}return e}function T(o,d,t,e){let r=o.map(n=>n.latitude),s=o.map(n=>n.longitude),[m,u]=[Math.min(...r),Math.max(...r)],[f,v]=[Math.min(...s),Math.max(...s)],y=H((m+u)/2),q=Math.max((v-f)*y,1e-4),L=Math.max(u-m,1e-4),b=Math.min((d-2*e)/q,(t-2*e)/L);return o.map(n=>({x:d/2+(n.longitude-(f+v)/2)*y*b,y:t/2-(n.latitude-(m+u)/2)*b,point:n}))}var j="#d81b60",i=class extends x{constructor(){super(...arguments);this.complete=!0;this.error=null;this.run=0}connectedCallback(){super.connectedCallback(),this.map===void 0&&this.start()}async start(){let t=await w();t&&(t.clickable=!0,t.addEventListener("map-clicked",e=>{let{location:r}=e.detail;this.open(R(this.points??[],r))})),this.map=t??null}willUpdate(t){t.has("query")&&this.load(),this.map&&(this.map.hass=this.hass)}async load(){let t=++this.run;this.error=null;try{let{points:e,complete:r}=await E(this.hass,this.query);if(t!==this.run)return;this.points=e,this.complete=r}catch(e){t===this.run&&(this.error=e??"")}}updated(t){if(!this.map||!this.points?.length||!t.has("points")&&!t.has("map"))return;let e=this.points.map(r=>[r.latitude,r.longitude]);this.map.paths=e.map(r=>({name:"",color:j,points:[{point:r,timestamp:new Date}]})),this.map.fitBounds(e,{pad:.2,zoom:18})}open(t){t&&this.dispatchEvent(new CustomEvent("open",{detail:t.key}))}render(){let{hass:t,points:e}=this;return this.error!==null?p`<dji-dock-alert level="error"
>${C(t,this.error)}
<button slot="action" @click=${()=>{this.load()}}>
${l(t,"common.retry")}
</button></dji-dock-alert
>`:!e||this.map===void 0?p`<p class="secondary" role="status">${l(t,"common.loading")}</p>`:e.length===0?p`<p class="secondary" role="status">${l(t,"media.no_places")}</p>`:p`<div class="map">${this.map??this.renderScatter(e)}</div>
<p class="secondary">
${l(t,this.map?"media.map_hint":"media.no_map")}
${this.complete?P:l(t,"media.map_newest",{count:e.length})}
</p>`}renderScatter(t){return p`<svg
viewBox="0 0 600 300"
role="img"
aria-label=${l(this.hass,"media.map")}
>
${T(t,600,300,20).map(({x:e,y:r,point:s})=>k`<circle cx=${e} cy=${r} r="6" @click=${()=>this.open(s)}></circle>`)}
</svg>`}};i.styles=[_,z,g`
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
circle {
fill: ${j};
stroke: var(--card-background-color, #fff);
cursor: pointer;
}
`],a([h({attribute:!1})],i.prototype,"hass",2),a([h({attribute:!1})],i.prototype,"query",2),a([c()],i.prototype,"points",2),a([c()],i.prototype,"complete",2),a([c()],i.prototype,"error",2),a([c()],i.prototype,"map",2),i=a([$("dji-dock-media-map")],i);export{i as MediaMap};
