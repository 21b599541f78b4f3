import{e as w}from"./chunk-4JQKTK7W.js";import{a as f,b as o,e as n,h,i as d,j as u,l as v,m as $,n as g}from"./chunk-NRUQZ3D4.js";import{b as y,c as k,d as m}from"./chunk-YBYLTI2U.js";import{a as l}from"./chunk-JFKSI6I7.js";var x=4,s=class extends h{constructor(){super(...arguments);this.concerns=[];this.single=!1;this.all=!1}render(){let t=this.all?this.concerns:this.concerns.slice(0,x),e=this.concerns.length-t.length;return o`<ul>
        ${t.map(i=>o`<li>${this.renderOne(i)}</li>`)}
      </ul>
      ${e?o`<button @click=${this.showAll}>
              ${k(this.hass,"overview.more",e)}
            </button>`:n}`}showAll(){this.all=!0}renderOne(t){let{hass:e}=this,i=this.single&&t.link===location.pathname,r=m(e,t.words);return o`<dji-dock-alert level=${t.level} quiet>
      <div>
        ${this.single?n:o`<strong>${t.of}</strong>: `}${r}
        ${t.reason?m(e,t.reason):n}
      </div>
      ${t.since?o`<div class="secondary">
              <time datetime=${t.since}>${w(e,t.since)}</time>
            </div>`:n}
      ${t.link&&!i?o`<a slot="action" class="button" href=${t.link}
              >${y(e,"overview.look")}
              <span class="visually-hidden">${t.of}: ${r}</span></a
            >`:n}
    </dji-dock-alert>`}};s.styles=[$,g,f`
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
    `],l([d({attribute:!1})],s.prototype,"hass",2),l([d({attribute:!1})],s.prototype,"concerns",2),l([d({type:Boolean})],s.prototype,"single",2),l([u()],s.prototype,"all",2),s=l([v("dji-dock-concerns")],s);var c={error:3,warning:2,info:1};function _(a,p){let t=[];for(let{title:e,issues:i}of a)t.push(...i.map(r=>({...r,of:e,device_id:null})));for(let{name:e,device_id:i,attention:r}of p)t.push(...r.map(b=>({...b,of:e,device_id:i})));return t.sort((e,i)=>c[i.level]-c[e.level]||(i.since??"").localeCompare(e.since??""))}function H(a){return Math.max(0,...a.attention.map(p=>c[p.level]))}export{_ as a,H as b};
