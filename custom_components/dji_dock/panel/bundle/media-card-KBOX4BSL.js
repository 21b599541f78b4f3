import{b as w,c as I,d as c}from"./chunk-B4VJMR75.js";import{c as l,g as p}from"./chunk-OD7S5LMO.js";import{a as x}from"./chunk-SPDV4IOF.js";import{c as b,e as k}from"./chunk-4JQKTK7W.js";import{j as F}from"./chunk-WBOMTXL7.js";import{N as h,X as $,t as f}from"./chunk-AR4NAABW.js";import{a as u,b as o,e as v,j as m,l as g}from"./chunk-NRUQZ3D4.js";import{b as d,c as y}from"./chunk-YBYLTI2U.js";import{a as n}from"./chunk-JFKSI6I7.js";var T=6,a=class extends c{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return w([I(!0),{name:"limit",selector:{number:{min:1,max:48,mode:"box"}}}])}wants(e){return e===`media:${this.deviceId}`&&(this.asked=""),e!==`uploads:${this.deviceId}`&&super.wants(e)}willUpdate(e){super.willUpdate(e);let{hass:i,deviceId:r}=this,t=Math.min(48,Math.max(1,Number(this.config?.limit??T)||1)),s=`${r} ${t} ${l.live}`;!i||!r||!l.live||s===this.asked||(this.asked=s,e.has("config")&&(this.files=void 0),this.load(i,r,t))}async load(e,i,r){try{let{files:t}=await F(e,{device_id:i,limit:r});i===this.deviceId&&(this.files=t),this.error=void 0}catch(t){this.error=t}}renderBody(e){let{dock:i}=this;if(!i)return this.renderNoDock(e);let{pending:r,last:t}=i.media;return o`<div class="head">
        <h2>${d(e,"cards.media")} · ${i.name}</h2>
        <a href=${p("media",[i.device_id])}>${d(e,"cards.all")}</a>
      </div>
      ${this.error?o`<p role="alert">${x(e,this.error)}</p>`:v}
      <p class="secondary">
        ${[t?k(e,t):"",r?y(e,"cards.pending",r):""].filter(Boolean).join(" \xB7 ")}
      </p>
      ${this.files?.length?o`<div class="grid">${this.files.map(s=>this.renderFile(e,s))}</div>`:o`<p class="secondary">
              ${d(e,this.files?"cards.no_media":"common.loading")}
            </p>`}`}renderFile(e,i){let r=`${i.name}, ${b(e,i.taken_at)}`,t=p("media",[this.deviceId??""],{view:i.key});return o`<a href=${t} aria-label=${r} title=${r}>
      ${i.thumbnail?o`<img src=${e.hassUrl(i.thumbnail)} alt="" loading="lazy" />`:$(i.kind==="video"?h:f,40)}
    </a>`}};a.styles=[...c.styles,u`
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
    `],n([m()],a.prototype,"files",2),n([m()],a.prototype,"error",2),a=n([g("dji-dock-media-card-content")],a);export{a as MediaCard};
