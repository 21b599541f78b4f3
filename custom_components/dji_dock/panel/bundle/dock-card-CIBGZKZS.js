import{a as k,b as y,c as b,d as c}from"./chunk-B4VJMR75.js";import{a as g}from"./chunk-KB7VCBYS.js";import"./chunk-PDBQIRUM.js";import"./chunk-VUHWXFGS.js";import"./chunk-CUD4LO4P.js";import"./chunk-URQDE46M.js";import{c as f,g as n}from"./chunk-OD7S5LMO.js";import"./chunk-SPDV4IOF.js";import"./chunk-GIPVKEPE.js";import{d as v}from"./chunk-M3QEP7XK.js";import"./chunk-AR4NAABW.js";import{a as m,b as i,e as d,l as u}from"./chunk-NRUQZ3D4.js";import{b as s,d as h,f as $}from"./chunk-YBYLTI2U.js";import{a as l}from"./chunk-JFKSI6I7.js";var x=3,a=class extends c{static getConfigForm(){return y([b(!0),{name:"layout",selector:{select:{options:["large","compact"].map(t=>({value:t,label:k(t)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}showsStates(t){let{hass:e,deviceId:o}=this;return!e||!o?!1:g(e,o).some(r=>e.states[r]!==t?.states[r])}renderBody(t){let{dock:e}=this;if(this.toggleAttribute("compact",this.compact),!e)return this.renderNoDock(t);let o=n("dock",[e.device_id]);return this.compact?i`<div class="body">
        <div class="head">
          <h2><a href=${o}>${e.name}</a></h2>
        </div>
        <dji-dock-picture compact .hass=${t} .dock=${e}></dji-dock-picture>
        ${this.renderAttention(t,e,1)}
      </div>`:i`<div class="body">
      <div class="head">
        <h2><a href=${o}>${e.name}</a></h2>
        <span class="secondary">${e.model}</span>
      </div>
      <dji-dock-picture .hass=${t} .dock=${e}></dji-dock-picture>
      ${this.renderAttention(t,e,x)} ${this.renderUpload(t,e)}
      ${this.renderControls(t,e)}
    </div>`}renderAttention(t,e,o){return e.attention.slice(0,o).map(({level:r,words:j,link:p})=>i`<dji-dock-alert level=${r}>
            ${h(t,j)}
            ${p?i`<a slot="action" href=${p}>${s(t,"cards.look")}</a>`:d}
          </dji-dock-alert>`)}renderUpload(t,e){let o=e.upload===null?void 0:f.uploads.get(e.upload);if(!o)return d;let r=`${s(t,"cards.log_upload")}: ${$(t,"upload_status",o.status)}`;return i`<div>
      <div class="row">
        <a class="grow" href=${n("uploads",[o.device_id,o.upload_id])}>${r}</a>
        <span>${v(t,o.progress)}</span>
      </div>
      <dji-dock-bar .value=${o.progress} label=${r}></dji-dock-bar>
    </div>`}renderControls(t,e){return this.config?.controls===!1?d:i`<dji-dock-controls .hass=${t} .dock=${e}></dji-dock-controls>`}};a.styles=[...c.styles,m`
      .body {
        display: grid;
        gap: 12px;
      }
      .head a {
        color: inherit;
        text-decoration: none;
      }
      .head a:hover {
        text-decoration: underline;
      }
      :host([compact]) ha-card {
        padding: 8px 12px;
      }
      dji-dock-picture:not([compact]) {
        max-inline-size: 420px;
        inline-size: 100%;
        justify-self: center;
      }
    `],a=l([u("dji-dock-card-content")],a);export{a as DockCard};
