import{d as m}from"./chunk-PDBQIRUM.js";import{a as x}from"./chunk-OD7S5LMO.js";import{a as $}from"./chunk-SPDV4IOF.js";import{a as v,b as c,e as l,h as y,i as u,j as f,l as g,m as b,n as k}from"./chunk-NRUQZ3D4.js";import{b as p}from"./chunk-YBYLTI2U.js";import{a as n}from"./chunk-JFKSI6I7.js";var _=[["cover","cover",({state:r})=>r==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:r})=>r==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:r})=>r==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function w(r,d){return _.map(([t,e])=>m(r,d,t,e)).filter(t=>t!==void 0)}function H(r,d){return _.flatMap(([t,e,s])=>{let a=m(r,d,t,e),i=a?r.states[a]:void 0;if(!a||!i||i.state==="unavailable"||i.state==="unknown")return[];let h=s(i);return h?[{entityId:a,...h}]:[]})}var o=class extends y{constructor(){super(...arguments);this.busy=""}shouldUpdate(t){if(t.size!==1||!t.has("hass"))return!0;let e=t.get("hass");return x(this.hass,e)||w(this.hass,this.dock.device_id).some(s=>this.hass.states[s]!==e?.states[s])}render(){let{hass:t,dock:e,asked:s}=this;if(!e.may.control)return l;let a=i=>p(t,`cards.${i}`,{dock:e.name});return c`<div class="row controls">
        ${H(t,e.device_id).map(i=>c`<button
              ?disabled=${this.busy===i.text}
              @click=${()=>{this.choose(i)}}
            >
              ${a(i.text)}
            </button>`)}
      </div>
      ${this.error?c`<dji-dock-alert level="error">${$(t,this.error)}</dji-dock-alert>`:l}
      ${s?c`<dji-dock-dialog
              heading=${a(s.text)}
              close-label=${p(t,"common.close")}
              @closed=${this.leave}
            >
              <p>${a(`${s.text}_ask`)}</p>
              <button slot="actions" @click=${this.leave}>
                ${p(t,"common.cancel")}
              </button>
              <button
                slot="actions"
                class="primary"
                @click=${()=>{this.leave(),this.act(s)}}
              >
                ${a(s.text)}
              </button>
            </dji-dock-dialog>`:l}`}choose(t){this.error=void 0,t.asks?this.asked=t:this.act(t)}leave(){this.asked=void 0}async act(t){if(!this.busy){this.busy=t.text;try{let[e,s]=t.service;await this.hass.callService(e,s,{entity_id:t.entityId},void 0,!1)}catch(e){this.error=e}finally{this.busy=""}}}};o.styles=[b,k,v`
      :host {
        display: grid;
        gap: 8px;
      }
      .controls button {
        flex: 1 1 auto;
      }
    `],n([u({attribute:!1})],o.prototype,"hass",2),n([u({attribute:!1})],o.prototype,"dock",2),n([f()],o.prototype,"asked",2),n([f()],o.prototype,"busy",2),n([f()],o.prototype,"error",2),o=n([g("dji-dock-controls")],o);export{w as a};
