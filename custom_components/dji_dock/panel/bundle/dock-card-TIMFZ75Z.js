import{a as W,b as Z,c as q,d as M}from"./chunk-IWDECXJC.js";import{d as R}from"./chunk-XT3OD2WS.js";import"./chunk-GNM72SLS.js";import{d as v,e as g}from"./chunk-IJR3CIST.js";import{a as N}from"./chunk-JMFLPT4W.js";import"./chunk-UYK2AF4J.js";import{A as G,a as z,i as O,s as B}from"./chunk-YVIVKLP3.js";import{c as S}from"./chunk-IMT66HIY.js";import{b as p,c as P,d as Q,e as _,f as U}from"./chunk-SC6FHZGS.js";import{a as b,b as d,c,e as l,g as L,h as $,i as k,k as w,l as D,n as A,p as I}from"./chunk-P67OXLFV.js";import{a as f}from"./chunk-JFKSI6I7.js";var et={"km/h":3.6,mph:2.236936,kn:1.943844,"ft/s":3.28084};function V(r,n){return r.config.unit_system?.temperature!=="\xB0F"?g(r,n,"\xB0C"):g(r,n===null?null:n*1.8+32,"\xB0F")}function H(r,n){let t=r.config.unit_system?.wind_speed??"m/s",e=et[t];return e===void 0||n===null?g(r,n,"m/s"):g(r,n*e,t)}function X(r,n){return r.config.unit_system?.length!=="mi"?g(r,n,"m",0):g(r,n===null?null:n*3.28084,"ft",0)}function x(r,n,t){return r.localize(`component.dji_dock.entity.${n}.${t}.name`)||t}function F(r){return r.in_dock===!0?"in":r.aircraft?.flying===!0?"flying":r.in_dock===!1?"out":"unknown"}function rt(r,n){let t=F(n),e=p(r,`dock.place_${t}`),o=n.aircraft?.height??null;return t==="flying"&&o!==null?`${e}, ${X(r,o)}`:e}function ot(r,n){let{battery:t=null,charging:e=null}=n.aircraft??{};if(t===null)return"";let o=v(r,t);return e?p(r,"dock.charging",{battery:o}):o}function C(r){return r.alarms.filter(n=>n.level>0).length}function J(r,n){let{weather:t}=n,e=[[x(r,"sensor","dock_mode"),n.mode&&_(r,"sensor","dock_mode",n.mode)],[x(r,"sensor","cover"),n.cover&&_(r,"sensor","cover",n.cover)],[p(r,"common.aircraft"),n.aircraft&&rt(r,n)],[x(r,"sensor","aircraft_battery"),ot(r,n)],[x(r,"sensor","environment_temperature"),t.temperature!==null&&V(r,t.temperature)],[x(r,"sensor","wind_speed"),t.wind_speed!==null&&H(r,t.wind_speed)],[x(r,"sensor","rainfall"),t.rainfall&&_(r,"sensor","rainfall",t.rainfall)]].filter(i=>!!i[1]),o=C(n);return[`${n.name}: ${p(r,n.online?"common.online":"common.offline")}`,...e.map(([i,a])=>`${i}: ${a}`),...o?[P(r,"dock.alarms",o)]:[],...n.upload===null?[]:[p(r,"dock.upload_runs")]].join(". ")}var nt={in:"translate(160 101) scale(0.82)",flying:"translate(160 35) scale(0.9)",out:"translate(278 141) scale(0.62)",unknown:"translate(160 44) scale(0.9)"},it={closed:0,half_open:42,abnormal:24,open:118},at={light:7,medium:14,heavy:26},st=[2,6,10],u=class extends L{constructor(){super(...arguments);this.compact=!1;this.lively=!1}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:A(this.hass,t.get("hass"))}render(){let{dock:t}=this;return d`<svg
      viewBox="0 0 320 180"
      role="img"
      aria-label=${J(this.hass,t)}
      class=${t.online?"":"offline"}
    >
      ${c`<rect width="320" height="180" style="fill:var(--air)"></rect>
        <rect y="152" width="320" height="28" style="fill:var(--lid)"></rect>
        <g class="scene">
          ${this.renderWeather()} ${this.renderDock()}
        </g>
        ${this.renderFigures()} ${this.renderBadges()}`}
    </svg>`}renderDock(){let{dock:t}=this,e=F(t),o=(i,a,s,m)=>{let y=s*(t.cover?it[t.cover]:0);return c`<path class="lid ${t.cover??"unknown"} ${i}" d=${m}
        style="transform-origin:${a}px 108px;transform:rotate(${y}deg)"></path>`};return c`
      ${e==="in"?this.renderMachine(e):l}
      ${o("left",92,-1,"M92 108V94Q92 76 112 76H160V108Z")}
      ${o("right",228,1,"M228 108V94Q228 76 208 76H160V108Z")}
      <path class="body" d="M88 108H232V146Q232 152 226 152H94Q88 152 88 146Z"></path>
      <path class="line" d="M104 152V158M216 152V158M88 116H232"></path>
      ${e==="in"?l:this.renderMachine(e)}
      ${this.renderBattery(e)}`}renderMachine(t){return this.dock.aircraft?c`<g class="machine ${t}" transform=${nt[t]} stroke-width="2.2" stroke-linejoin="round">
      <path d="M-15-7Q0-13 15-7L13 6Q0 10-13 6Z"></path>
      <path fill="none" stroke-linecap="round" d="M-14-3L-36-8V-12M14-3L36-8V-12M-11 6L-16 13M11 6L16 13"></path>
      <circle cy="9" r="3.4"></circle>
      <ellipse class="rotor" cx="-36" cy="-13" rx="20" ry="2.600"></ellipse>
      <ellipse class="rotor" cx="36" cy="-13" rx="20" ry="2.600"></ellipse>
    </g>`:l}renderBattery(t){let{battery:e=null,charging:o=null}=this.dock.aircraft??{};if(e===null)return l;let i=t==="flying"?"translate(136 52)":"translate(140 122)",a=e<15?"empty":e<30?"low":"";return c`<g transform=${i}>
      <rect width="36" height="20" rx="4" class="body"></rect>
      <rect x="37" y="6" width="3" height="8" rx="1" style="fill:var(--line)"></rect>
      <rect class="gauge ${a}" x="2.500" y="2.500" width=${31*e/100} height="15" rx="2"></rect>
      ${o?c`<path d=${B} transform="translate(9 1) scale(0.75)" style="fill:var(--primary-text-color)"></path>`:l}
      ${this.compact?l:c`<text x="45" y="15" aria-hidden="true">${v(this.hass,e)}</text>`}
    </g>`}renderWeather(){let{rainfall:t,wind_speed:e}=this.dock.weather,o=at[t??""]??0,i=Array.from({length:o},(s,m)=>{let y=12+m*.7549%1*300,T=34+(m*.5698+.1)%1*104;return`M${y.toFixed()} ${T.toFixed()}l-3 9`}),a=st.filter(s=>(e??0)>=s).map((s,m)=>`M${14+m*7} ${76+m*12}h${30-m*3}q9 0 9-6t-7-5`);return c`<path class="line" d=${a.join("")||l}></path>
      <path class="rain" d=${i.join("")||l} fill="none"></path>`}renderFigures(){if(this.compact)return l;let{temperature:t,wind_speed:e}=this.dock.weather;return c`<g aria-hidden="true">
      ${t===null?l:c`<text x="12" y="24">${V(this.hass,t)}</text>`}
      ${e===null?l:c`<text x="12" y="43">${H(this.hass,e)}</text>`}
    </g>`}renderBadges(){let{dock:t}=this,e=C(t),o=t.alarms.some(s=>s.level>1),i=[];e&&i.push([z,o?"--error-color, #db4437":"--warning-color, #ffa600",e,""]),t.upload!==null&&i.push([O,"--info-color, #039be5",0,"upload"]),t.online||i.push([G,"--secondary-text-color, #727272",0,""]);let a=312;return c`${i.map(([s,m,y,T])=>{let j=y>1?String(y):"",E=j?34+j.length*7:28;return a-=E+6,c`<g class="badge ${T}" transform="translate(${a+6} 8)" aria-hidden="true">
        <rect width=${E} height="28" rx="14" style="fill:color-mix(in srgb, var(${m}) 62%, #000)"></rect>
        <path d=${s} transform="translate(5 5) scale(0.75)"></path>
        <text x="26" y="19">${j}</text>
      </g>`})}`}};u.styles=[D,b`
      :host {
        display: block;
        --line: color-mix(in srgb, var(--primary-text-color) 62%, transparent);
        --body: color-mix(
          in srgb,
          var(--primary-text-color) 9%,
          var(--card-background-color, #fff)
        );
        --lid: color-mix(
          in srgb,
          var(--primary-text-color) 16%,
          var(--card-background-color, #fff)
        );
        --machine: color-mix(
          in srgb,
          var(--primary-text-color) 72%,
          var(--card-background-color, #fff)
        );
        --air: color-mix(in srgb, var(--primary-color, #009ac7) 14%, transparent);
      }
      :host([compact]) {
        inline-size: 128px;
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: auto;
        border-radius: 8px;
        font-family: inherit;
      }
      .offline {
        --air: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
      }
      .offline .scene {
        opacity: 0.55;
      }
      .line {
        fill: none;
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linecap: round;
      }
      .body {
        fill: var(--body);
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linejoin: round;
      }
      .lid {
        fill: var(--lid);
        fill-opacity: 0.72;
        stroke: var(--line);
        stroke-width: 1.6;
        stroke-linejoin: round;
        transform-box: view-box;
        transition: transform 2.5s ease-in-out;
      }
      .lid.unknown {
        fill: none;
        stroke-dasharray: 3 3;
      }
      .lid.abnormal {
        stroke: var(--error-color, #db4437);
        stroke-width: 2.6;
      }
      .machine {
        fill: var(--machine);
        stroke: var(--machine);
        transition: transform 2.5s ease-in-out;
      }
      .machine.unknown {
        fill: none;
        stroke-dasharray: 3 3;
        opacity: 0.6;
      }
      .rotor {
        fill-opacity: 0.35;
        stroke: none;
      }
      .rain {
        stroke: var(--info-color, #039be5);
        stroke-width: 1.5;
        stroke-linecap: round;
        opacity: 0.75;
      }
      text {
        fill: var(--primary-text-color);
        font-size: 13px;
      }
      .badge text {
        fill: #fff;
        font-weight: 600;
      }
      .badge path {
        fill: #fff;
      }
      .gauge {
        fill: var(--success-color, #43a047);
      }
      .gauge.low {
        fill: var(--warning-color, #ffa600);
      }
      .gauge.empty {
        fill: var(--error-color, #db4437);
      }
      :host([lively]) .flying .rotor {
        animation: spin 0.25s infinite alternate linear;
        transform-box: fill-box;
        transform-origin: center;
      }
      :host([lively]) .rain {
        animation: fall 0.8s infinite linear;
      }
      :host([lively]) .upload path {
        animation: breathe 1.6s infinite alternate ease-in-out;
      }
      @keyframes spin {
        to {
          transform: scaleX(0.6);
        }
      }
      @keyframes fall {
        to {
          stroke-dashoffset: -14;
        }
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `],f([$({attribute:!1})],u.prototype,"hass",2),f([$({attribute:!1})],u.prototype,"dock",2),f([$({type:Boolean,reflect:!0})],u.prototype,"compact",2),f([$({type:Boolean,reflect:!0})],u.prototype,"lively",2),u=f([w("dji-dock-picture")],u);var K=[["cover","cover",({state:r})=>r==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:r})=>r==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:r})=>r==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function Y(r,n){return K.map(([t,e])=>R(r,n,t,e)).filter(t=>t!==void 0)}function tt(r,n){return K.flatMap(([t,e,o])=>{let i=R(r,n,t,e),a=i?r.states[i]:void 0;if(!i||!a||a.state==="unavailable"||a.state==="unknown")return[];let s=o(a);return s?[{entityId:i,...s}]:[]})}var lt=3,h=class extends M{constructor(){super(...arguments);this.busy=""}static getConfigForm(){return Z([q(!0),{name:"layout",selector:{select:{options:["large","compact"].map(t=>({value:t,label:W(t)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}showsStates(t){let{hass:e,deviceId:o}=this;return!e||!o?!1:Y(e,o).some(i=>e.states[i]!==t?.states[i])}renderBody(t){let{dock:e}=this;if(this.toggleAttribute("compact",this.compact),!e)return this.renderNoDock(t);let o=S("dock",[e.device_id]);return this.compact?d`<div class="body">
        <div class="head">
          <h2><a href=${o}>${e.name}</a></h2>
        </div>
        <dji-dock-picture compact .hass=${t} .dock=${e}></dji-dock-picture>
        ${this.renderAttention(t,e,1)}
      </div>`:d`<div class="body">
      <div class="head">
        <h2><a href=${o}>${e.name}</a></h2>
        <span class="secondary">${e.model}</span>
      </div>
      <dji-dock-picture .hass=${t} .dock=${e}></dji-dock-picture>
      ${this.renderAttention(t,e,lt)} ${this.renderUpload(t,e)}
      ${this.renderControls(t,e)}
    </div>`}renderAttention(t,e,o){return e.attention.slice(0,o).map(({level:i,words:a,link:s})=>d`<dji-dock-alert level=${i}>
            ${Q(t,a)}
            ${s?d`<a slot="action" href=${s}>${p(t,"cards.look")}</a>`:l}
          </dji-dock-alert>`)}renderUpload(t,e){let o=e.upload===null?void 0:I.uploads.get(e.upload);if(!o)return l;let i=`${p(t,"cards.log_upload")}: ${U(t,"upload_status",o.status)}`;return d`<div>
      <div class="row">
        <a class="grow" href=${S("uploads",[o.device_id,o.upload_id])}>${i}</a>
        <span>${v(t,o.progress)}</span>
      </div>
      <dji-dock-bar .value=${o.progress} label=${i}></dji-dock-bar>
    </div>`}renderControls(t,e){if(this.config?.controls===!1||!e.may.control)return l;let o=s=>p(t,`cards.${s}`,{dock:e.name}),i=tt(t,e.device_id),{asked:a}=this;return d`${i.length?d`<div class="row controls">
            ${i.map(s=>d`<button
                  ?disabled=${this.busy===s.text}
                  @click=${()=>{this.choose(s)}}
                >
                  ${o(s.text)}
                </button>`)}
          </div>`:l}
    ${this.error?d`<dji-dock-alert level="error">${N(t,this.error)}</dji-dock-alert>`:l}
    ${a?d`<dji-dock-dialog
            heading=${o(a.text)}
            close-label=${p(t,"common.close")}
            @closed=${()=>this.asked=void 0}
          >
            <p>${o(`${a.text}_ask`)}</p>
            <button slot="actions" @click=${()=>this.asked=void 0}>
              ${p(t,"common.cancel")}
            </button>
            <button
              slot="actions"
              class="primary"
              @click=${()=>{this.asked=void 0,this.act(a)}}
            >
              ${o(a.text)}
            </button>
          </dji-dock-dialog>`:l}`}choose(t){this.error=void 0,t.asks?this.asked=t:this.act(t)}async act(t){let{hass:e}=this;if(!(!e||this.busy)){this.busy=t.text;try{let[o,i]=t.service;await e.callService(o,i,{entity_id:t.entityId},void 0,!1)}catch(o){this.error=o}finally{this.busy=""}}}};h.styles=[...M.styles,b`
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
    `],f([k()],h.prototype,"asked",2),f([k()],h.prototype,"busy",2),f([k()],h.prototype,"error",2),h=f([w("dji-dock-card-content")],h);export{h as DockCard};
