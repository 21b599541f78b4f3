import{a as w,b as j,c as H,d as v}from"./chunk-TF2VGQ2M.js";import{d as h}from"./chunk-XT3OD2WS.js";import"./chunk-BTFQWIXA.js";import"./chunk-Z723YSKP.js";import{a as _}from"./chunk-K6QZP7RS.js";import{d as x}from"./chunk-FS4HZFEU.js";import"./chunk-CFH5UL7E.js";import"./chunk-7O34PZDG.js";import{c as f}from"./chunk-IMT66HIY.js";import{b as l,d as k,f as b}from"./chunk-53IXB4Y6.js";import{a as $,b as a,e as c,j as m,l as g,r as y}from"./chunk-URQ6JHEL.js";import{a as p}from"./chunk-JFKSI6I7.js";var E=[["cover","cover",({state:s})=>s==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:s})=>s==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:s})=>s==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function F(s,u){return E.map(([t,e])=>h(s,u,t,e)).filter(t=>t!==void 0)}function T(s,u){return E.flatMap(([t,e,o])=>{let r=h(s,u,t,e),i=r?s.states[r]:void 0;if(!r||!i||i.state==="unavailable"||i.state==="unknown")return[];let n=o(i);return n?[{entityId:r,...n}]:[]})}var C=3,d=class extends v{constructor(){super(...arguments);this.busy=""}static getConfigForm(){return j([H(!0),{name:"layout",selector:{select:{options:["large","compact"].map(t=>({value:t,label:w(t)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}showsStates(t){let{hass:e,deviceId:o}=this;return!e||!o?!1:F(e,o).some(r=>e.states[r]!==t?.states[r])}renderBody(t){let{dock:e}=this;if(this.toggleAttribute("compact",this.compact),!e)return this.renderNoDock(t);let o=f("dock",[e.device_id]);return this.compact?a`<div class="body">
        <div class="head">
          <h2><a href=${o}>${e.name}</a></h2>
        </div>
        <dji-dock-picture compact .hass=${t} .dock=${e}></dji-dock-picture>
        ${this.renderAttention(t,e,1)}
      </div>`:a`<div class="body">
      <div class="head">
        <h2><a href=${o}>${e.name}</a></h2>
        <span class="secondary">${e.model}</span>
      </div>
      <dji-dock-picture .hass=${t} .dock=${e}></dji-dock-picture>
      ${this.renderAttention(t,e,C)} ${this.renderUpload(t,e)}
      ${this.renderControls(t,e)}
    </div>`}renderAttention(t,e,o){return e.attention.slice(0,o).map(({level:r,words:i,link:n})=>a`<dji-dock-alert level=${r}>
            ${k(t,i)}
            ${n?a`<a slot="action" href=${n}>${l(t,"cards.look")}</a>`:c}
          </dji-dock-alert>`)}renderUpload(t,e){let o=e.upload===null?void 0:y.uploads.get(e.upload);if(!o)return c;let r=`${l(t,"cards.log_upload")}: ${b(t,"upload_status",o.status)}`;return a`<div>
      <div class="row">
        <a class="grow" href=${f("uploads",[o.device_id,o.upload_id])}>${r}</a>
        <span>${x(t,o.progress)}</span>
      </div>
      <dji-dock-bar .value=${o.progress} label=${r}></dji-dock-bar>
    </div>`}renderControls(t,e){if(this.config?.controls===!1||!e.may.control)return c;let o=n=>l(t,`cards.${n}`,{dock:e.name}),r=T(t,e.device_id),{asked:i}=this;return a`${r.length?a`<div class="row controls">
            ${r.map(n=>a`<button
                  ?disabled=${this.busy===n.text}
                  @click=${()=>{this.choose(n)}}
                >
                  ${o(n.text)}
                </button>`)}
          </div>`:c}
    ${this.error?a`<dji-dock-alert level="error">${_(t,this.error)}</dji-dock-alert>`:c}
    ${i?a`<dji-dock-dialog
            heading=${o(i.text)}
            close-label=${l(t,"common.close")}
            @closed=${()=>this.asked=void 0}
          >
            <p>${o(`${i.text}_ask`)}</p>
            <button slot="actions" @click=${()=>this.asked=void 0}>
              ${l(t,"common.cancel")}
            </button>
            <button
              slot="actions"
              class="primary"
              @click=${()=>{this.asked=void 0,this.act(i)}}
            >
              ${o(i.text)}
            </button>
          </dji-dock-dialog>`:c}`}choose(t){this.error=void 0,t.asks?this.asked=t:this.act(t)}async act(t){let{hass:e}=this;if(!(!e||this.busy)){this.busy=t.text;try{let[o,r]=t.service;await e.callService(o,r,{entity_id:t.entityId},void 0,!1)}catch(o){this.error=o}finally{this.busy=""}}}};d.styles=[...v.styles,$`
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
      .controls button {
        flex: 1 1 auto;
      }
      :host([compact]) ha-card {
        padding: 8px 12px;
      }
      dji-dock-picture:not([compact]) {
        max-inline-size: 420px;
        inline-size: 100%;
        justify-self: center;
      }
    `],p([m()],d.prototype,"asked",2),p([m()],d.prototype,"busy",2),p([m()],d.prototype,"error",2),d=p([g("dji-dock-card-content")],d);export{d as DockCard};
