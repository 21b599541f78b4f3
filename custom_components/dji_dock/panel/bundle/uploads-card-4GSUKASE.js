import{b as T,c as V,d as f}from"./chunk-B4VJMR75.js";import{f as y}from"./chunk-4KYD5EO5.js";import"./chunk-URQDE46M.js";import{b as n,c as l,g as p}from"./chunk-OD7S5LMO.js";import{a as x}from"./chunk-SPDV4IOF.js";import{c as w,d as k}from"./chunk-M3QEP7XK.js";import{e as b,f as _}from"./chunk-4JQKTK7W.js";import{a as F}from"./chunk-WBOMTXL7.js";import{a as v,b as r,e as c,j as m,l as h}from"./chunk-NRUQZ3D4.js";import{b as a,d as $,f as g}from"./chunk-YBYLTI2U.js";import{a as d}from"./chunk-JFKSI6I7.js";var j=5,o=class extends f{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return T([V(!1),{name:"limit",selector:{number:{min:1,max:20,mode:"box"}}}])}get limit(){let t=Number(this.config?.limit??j);return Number.isFinite(t)?Math.min(20,Math.max(1,t)):j}willUpdate(t){super.willUpdate(t);let{hass:e}=this,i=`${this.config?.device_id??""} ${this.limit} ${l.live}`;!e||!l.live||i===this.asked||(this.asked=i,this.load(e))}async load(t){try{let e={device_id:this.config?.device_id,limit:this.limit};this.listed=(await F(t,e)).uploads,this.error=void 0}catch(e){this.error=e}}get uploads(){let t=new Map((this.listed??[]).map(e=>[e.upload_id,e]));for(let e of l.uploads.values()){let{device_id:i}=this.config??{};(!i||e.device_id===i)&&t.set(e.upload_id,e)}return[...t.values()].sort((e,i)=>Number(n(e))-Number(n(i))||i.created.localeCompare(e.created)).slice(0,this.limit)}renderBody(t){let e=this.config?.device_id,i=this.uploads;return r`<div class="head">
        <h2>${a(t,"cards.uploads")}</h2>
        <a href=${p("uploads",[],{dock:e})}>${a(t,"cards.all")}</a>
      </div>
      ${this.error?r`<p class="failed" role="alert">${x(t,this.error)}</p>`:c}
      ${i.length?r`<ul>
              ${y(i,s=>s.upload_id,s=>this.renderUpload(t,s))}
            </ul>`:r`<p class="secondary">
              ${a(t,this.listed?"cards.no_uploads":"common.loading")}
            </p>`}`}renderUpload(t,e){let i=g(t,"upload_status",e.status),s=`${e.dock} \xB7 ${e.modules.map(N=>a(t,`common.${N}`)).join(", ")}`,u=!n(e)&&e.status!=="queued",E=[e.rate?w(t,e.rate):"",e.eta===null?"":_(t,e.eta),u?k(t,e.progress):b(t,e.created)];return r`<li>
      <div class="line">
        <a href=${p("uploads",[e.device_id,e.upload_id])}>${s}</a>
        <span class=${e.status}>${i}</span>
      </div>
      ${u?r`<dji-dock-bar
              .value=${e.progress}
              label=${`${s}: ${i}`}
            ></dji-dock-bar>`:c}
      <div class="line secondary">
        <span>${$(t,e.words)}</span>
        <span>${E.filter(Boolean).join(" \xB7 ")}</span>
      </div>
    </li>`}};o.styles=[...f.styles,v`
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
    `],d([m()],o.prototype,"listed",2),d([m()],o.prototype,"error",2),o=d([h("dji-dock-uploads-card-content")],o);export{o as UploadsCard};
