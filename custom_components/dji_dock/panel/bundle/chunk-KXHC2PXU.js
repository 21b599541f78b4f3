import{e as C}from"./chunk-2VWBIQL4.js";import{W as v,X as a,_ as f,ba as b,ca as p,da as y,fa as L,ha as w,ia as $,la as O,ma as k,na as g}from"./chunk-E2XFT2OW.js";import{a as d}from"./chunk-JFKSI6I7.js";var A=4,l=class extends b{constructor(){super(...arguments);this.concerns=[];this.single=!1;this.all=!1}render(){let e=this.all?this.concerns:this.concerns.slice(0,A),o=this.concerns.length-e.length;return a`<ul>
${e.map(r=>a`<li>${this.renderOne(r)}</li>`)}
</ul>
${o?a`<button @click=${this.showAll}>
${k(this.hass,"overview.more",o)}
</button>`:f}`}showAll(){this.all=!0}renderOne(e){let{hass:o}=this,r=this.single&&e.link===location.pathname,i=g(o,e.words);return a`<dji-dock-alert level=${e.level} quiet>
<div>
${this.single?f:a`<strong>${e.of}</strong>: `}${i}
${e.reason?g(o,e.reason):f}
</div>
${e.since?a`<div class="secondary">
<time datetime=${e.since}>${C(o,e.since)}</time>
</div>`:f}
${e.link&&!r?a`<a slot="action" class="button" href=${e.link}
>${O(o,"overview.look")}
<span class="visually-hidden">${e.of}: ${i}</span></a
>`:f}
</dji-dock-alert>`}};l.styles=[w,$,v`
ul {
display: grid;
gap: 8px;
}
button {
margin-block-start: 8px;
}
.secondary {
font-size: var(--ha-font-size-s, 12px);
}
`],d([p({attribute:!1})],l.prototype,"hass",2),d([p({attribute:!1})],l.prototype,"concerns",2),d([p({type:Boolean})],l.prototype,"single",2),d([y()],l.prototype,"all",2),l=d([L("dji-dock-concerns")],l);var h={error:3,warning:2,info:1};function q(t,n){let e=[];for(let{title:o,issues:r}of t)e.push(...r.map(i=>({...i,of:o,device_id:null})));for(let{name:o,device_id:r,attention:i}of n)e.push(...i.map(s=>({...s,of:o,device_id:r})));return e.sort((o,r)=>h[r.level]-h[o.level]||(r.since??"").localeCompare(o.since??""))}function J(t){return Math.max(0,...t.attention.map(n=>h[n.level]))}var M=["latest","all","time","alarm","flight"],E=["dock","aircraft"];function Q(t){let[n,e]=[m(t.get("from")),m(t.get("to"))];return{scope:M.find(r=>r===t.get("scope"))??(n!==null||e!==null?"time":"latest"),from:n,to:e}}function X({scope:t,from:n,to:e}){let o=x(t);return{scope:t==="latest"?null:t,from:o&&n!==null?new Date(n).toISOString():null,to:o&&e!==null?new Date(e).toISOString():null}}function m(t){let n=Date.parse(t??"");return Number.isNaN(n)?null:n}function x(t){return t!=="latest"&&t!=="all"}function F({scope:t,from:n,to:e}){return!x(t)||n!==null||e!==null}function Z({from:t,to:n}){return t!==null&&n!==null&&n<t}function _(t){return`${t.module}:${t.boot_index}`}function U(t,n){let e=o=>Date.parse(o.start??o.end??"")||0;return t.files.filter(o=>o.module===n).sort((o,r)=>e(r)-e(o)||r.boot_index-o.boot_index)}function I(t,{from:n,to:e}){let[o,r]=[m(t.start),m(t.end)];return n!==null&&r!==null&&r<n?!1:e===null||o===null||o<=e}function z(t,n){if(!F(n))return new Set;let e=E.flatMap(o=>{let r=U(t,o);return n.scope==="latest"?r.slice(0,1):n.scope==="all"?r:r.filter(i=>I(i,n))});return new Set(e.map(_))}function c(t){return x(t.scope)?{...t.from===null?{}:{start:new Date(t.from).toISOString()},...t.to===null?{}:{end:new Date(t.to).toISOString()}}:{scope:t.scope}}function tt(t,n,e,o){let r={power_aircraft:!0};if(!t)return[c(n)];let i=t.files.filter(s=>e.has(_(s))).map(({module:s,boot_index:u})=>({module:s,boot_index:u}));return o?i.length?N(e,z(t,n))?[{...c(n),...r,modules:["dock","aircraft"]}]:[{logs:i},{...c(n),...r,modules:["aircraft"],when_busy:"queue"}]:[{...c(n),...r,modules:["aircraft"]}]:[{logs:i}]}function N(t,n){return t.size===n.size&&[...t].every(e=>n.has(e))}function et(t,n,e,o,r){let i=new Set(t),[s,u]=[n.indexOf(e),r===void 0?-1:n.indexOf(r)],R=u<0?s:Math.min(s,u),D=u<0?s:Math.max(s,u);for(let S of n.slice(R,D+1))o?i.add(S):i.delete(S);return i}export{q as a,J as b,M as c,E as d,Q as e,X as f,x as g,F as h,Z as i,_ as j,U as k,I as l,z as m,tt as n,et as o};
