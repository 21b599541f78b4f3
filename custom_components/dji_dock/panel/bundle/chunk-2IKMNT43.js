import{e as b}from"./chunk-GP5AYWPT.js";import{A as d,a as u,b as r,e as l,h as g,i as f,j as h,o as v,q as y,r as $,v as w,y as m,z as k}from"./chunk-NTTVRMXN.js";import{a as p}from"./chunk-JFKSI6I7.js";var D=4,a=class extends g{constructor(){super(...arguments);this.concerns=[];this.single=!1;this.all=!1}render(){let t=this.all?this.concerns:this.concerns.slice(0,D),i=this.concerns.length-t.length;return r`<ul>
${t.map(n=>r`<li>${this.renderOne(n)}</li>`)}
</ul>
${i?r`<button @click=${this.showAll}>
${k(this.hass,"overview.more",i)}
</button>`:l}`}showAll(){this.all=!0}renderOne(t){let{hass:i}=this,n=this.single&&t.link===location.pathname,s=d(i,t.words);return r`<dji-dock-alert level=${t.level} quiet>
<div>
${this.single?l:r`<strong>${t.of}</strong>: `}${s}
${t.reason?d(i,t.reason):l}
</div>
${t.since?r`<div class="secondary">
<time datetime=${t.since}>${b(i,t.since)}</time>
</div>`:l}
${t.link&&!n?r`<a slot="action" class="button" href=${t.link}
>${m(i,"overview.look")}
<span class="visually-hidden">${t.of}: ${s}</span></a
>`:l}
</dji-dock-alert>`}};a.styles=[y,$,u`
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
`],p([f({attribute:!1})],a.prototype,"hass",2),p([f({attribute:!1})],a.prototype,"concerns",2),p([f({type:Boolean})],a.prototype,"single",2),p([h()],a.prototype,"all",2),a=p([v("dji-dock-concerns")],a);var c={error:3,warning:2,info:1};function Z(e,o){let t=[];for(let{title:i,issues:n}of e)t.push(...n.map(s=>({...s,of:i,device_id:null})));for(let{name:i,device_id:n,attention:s}of o)t.push(...s.map(x=>({...x,of:i,device_id:n})));return t.sort((i,n)=>c[n.level]-c[i.level]||(n.since??"").localeCompare(i.since??""))}function C(e){return Math.max(0,...e.attention.map(o=>c[o.level]))}function _(e){return e.locale.time_zone==="server"?e.config.time_zone:void 0}function H(e,o){return new Intl.DateTimeFormat("en-CA",{timeZone:_(e),year:"numeric",month:"2-digit",day:"2-digit"}).format(o)}function G(e,o){return new Date(Date.parse(`${e}T12:00:00Z`)+o*24*36e5).toISOString().slice(0,10)}function M(e,o){let t=Date.parse(`${o}T00:00:00Z`)+54e6,i=t-30*36e5,n=36e5/4;for(;t-i>n;){let s=i+Math.floor((t-i)/2/n)*n;H(e,new Date(s))<o?i=s:t=s}return new Date(t)}function S(e){return/^\d{4}-\d{2}-\d{2}$/.test(e??"")&&!Number.isNaN(Date.parse(e??""))}var O="/config/integrations/integration/dji_dock";function R({state:e}){return e==="setup_in_progress"||e==="unload_in_progress"}function Y(e,o){let t=R(o);return r`<dji-dock-alert level=${t?"info":"error"}>
${m(e,`overview.entry_${t?"starting":"stopped"}`,{name:o.title})}
${d(e,o.reason)}
${t||!w.admin?l:r`<a slot="action" class="button" href=${O}
>${m(e,"overview.to_integration")}</a
>`}
</dji-dock-alert>`}export{Z as a,C as b,H as c,G as d,M as e,S as f,R as g,Y as h};
