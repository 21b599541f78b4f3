import{a as b,c as o,d as k}from"./chunk-OD7S5LMO.js";import{a as p,b as a,e as u,h as f,i as h,j as l,m as g,n as m}from"./chunk-NRUQZ3D4.js";import{a as v,b as i}from"./chunk-YBYLTI2U.js";import{a as d}from"./chunk-JFKSI6I7.js";var c;function y(r){return(c&&i(c,`cards.${r}`))??""}function T(r){return{schema:r,computeLabel:s=>y(s.name)||s.name,computeHelper:s=>y(`${s.name}_help`)||void 0}}var V=r=>({name:"device_id",required:r,selector:{device:{filter:[{integration:"dji_dock"}]}}}),n=class extends f{constructor(){super();this.language="";new k(this,e=>this.wants(e))}static{this.styles=[g,m,p`
      :host {
        display: block;
        block-size: 100%;
      }
      ha-card {
        display: block;
        block-size: 100%;
        box-sizing: border-box;
        padding: 16px;
        overflow: hidden;
        /* Where Home Assistant's element is not there. */
        background: var(--ha-card-background, var(--card-background-color, #fff));
        border-radius: var(--ha-card-border-radius, 12px);
      }
      .head {
        display: flex;
        align-items: baseline;
        gap: 8px;
        margin-block-end: 8px;
      }
      .head h2 {
        flex: 1;
        font-size: 16px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `]}setConfig(e){this.config=e}wants(e){let t=this.deviceId;return t===void 0||e.endsWith(`:${t}`)}get deviceId(){return this.config?.device_id?this.config.device_id:o.docks.size===1?[...o.docks.keys()][0]:void 0}get dock(){return o.docks.get(this.deviceId??"")}shouldUpdate(e){return e.size!==1||!e.has("hass")||!this.hass?!0:b(this.hass,e.get("hass"))||this.showsStates(e.get("hass"))}showsStates(e){return!1}willUpdate(e){c=this.hass??c;let{hass:t}=this;if(!t||t.language===this.language)return;let{language:x}=t;v(t).then(()=>{this.language=x})}render(){let{hass:e,config:t}=this;return!e||!t||!this.language?u:a`<ha-card>${this.renderBody(e)}</ha-card>`}renderNoDock(e){if(!o.ready)return a`<p class="secondary">${i(e,"common.loading")}</p>`;let t=this.config?.device_id?"cards.unknown_dock":"cards.choose_dock";return a`<p class="secondary">
      ${o.docks.size?i(e,t):i(e,"common.no_docks_text")}
    </p>`}};d([h({attribute:!1})],n.prototype,"hass",2),d([l()],n.prototype,"config",2),d([l()],n.prototype,"language",2);export{y as a,T as b,V as c,n as d};
