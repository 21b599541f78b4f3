import{a as L}from"./chunk-OD7S5LMO.js";import{d as v,e as m}from"./chunk-M3QEP7XK.js";import{F as M,W as R,a as S,n as T}from"./chunk-AR4NAABW.js";import{a as B,b as G,c as a,e as l,h as j,i as y,l as z,m as D}from"./chunk-NRUQZ3D4.js";import{b as h,c as C,e as x}from"./chunk-YBYLTI2U.js";import{a as u}from"./chunk-JFKSI6I7.js";var E={"km/h":3.6,mph:2.236936,kn:1.943844,"ft/s":3.28084};function b(r,e){return r.config.unit_system?.temperature!=="\xB0F"?m(r,e,"\xB0C"):m(r,e===null?null:e*1.8+32,"\xB0F")}function $(r,e){let t=r.config.unit_system?.wind_speed??"m/s",n=E[t];return n===void 0||e===null?m(r,e,"m/s"):m(r,e*n,t)}function F(r,e){return r.config.unit_system?.length!=="mi"?m(r,e,"m",0):m(r,e===null?null:e*3.28084,"ft",0)}function g(r,e,t){return r.localize(`component.dji_dock.entity.${e}.${t}.name`)||t}function V(r){return r.in_dock===!0?"in":r.aircraft?.flying===!0?"flying":r.in_dock===!1?"out":"unknown"}function P(r,e){let t=V(e),n=h(r,`dock.place_${t}`),o=e.aircraft?.height??null;return t==="flying"&&o!==null?`${n}, ${F(r,o)}`:n}function O(r,e){let{battery:t=null,charging:n=null}=e.aircraft??{};if(t===null)return"";let o=v(r,t);return n?h(r,"dock.charging",{battery:o}):o}function _(r){return r.alarms.filter(e=>e.level>0).length}function Q(r,e){let{weather:t}=e,n=[[g(r,"sensor","dock_mode"),e.mode&&x(r,"sensor","dock_mode",e.mode)],[g(r,"sensor","cover"),e.cover&&x(r,"sensor","cover",e.cover)],[h(r,"common.aircraft"),e.aircraft&&P(r,e)],[g(r,"sensor","aircraft_battery"),O(r,e)],[g(r,"sensor","environment_temperature"),t.temperature!==null&&b(r,t.temperature)],[g(r,"sensor","wind_speed"),t.wind_speed!==null&&$(r,t.wind_speed)],[g(r,"sensor","rainfall"),t.rainfall&&x(r,"sensor","rainfall",t.rainfall)]].filter(i=>!!i[1]),o=_(e);return[`${e.name}: ${h(r,e.online?"common.online":"common.offline")}`,...n.map(([i,s])=>`${i}: ${s}`),...o?[C(r,"dock.alarms",o)]:[],...e.upload===null?[]:[h(r,"dock.upload_runs")]].join(". ")}var U={in:"translate(160 101) scale(0.82)",flying:"translate(160 35) scale(0.9)",out:"translate(278 141) scale(0.62)",unknown:"translate(160 44) scale(0.9)"},Z={closed:0,half_open:42,abnormal:24,open:118},A={light:7,medium:14,heavy:26},N=[2,6,10],p=class extends j{constructor(){super(...arguments);this.compact=!1;this.lively=!1}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:L(this.hass,t.get("hass"))}render(){let{dock:t}=this;return G`<svg
      viewBox="0 0 320 180"
      role="img"
      aria-label=${Q(this.hass,t)}
      class=${t.online?"":"offline"}
    >
      ${a`<rect width="320" height="180" style="fill:var(--air)"></rect>
        <rect y="152" width="320" height="28" style="fill:var(--lid)"></rect>
        <g class="scene">
          ${this.renderWeather()} ${this.renderDock()}
        </g>
        ${this.renderFigures()} ${this.renderBadges()}`}
    </svg>`}renderDock(){let{dock:t}=this,n=V(t),o=(i,s,f,c)=>{let d=f*(t.cover?Z[t.cover]:0);return a`<path class="lid ${t.cover??"unknown"} ${i}" d=${c}
        style="transform-origin:${s}px 108px;transform:rotate(${d}deg)"></path>`};return a`
      ${n==="in"?this.renderMachine(n):l}
      ${o("left",92,-1,"M92 108V94Q92 76 112 76H160V108Z")}
      ${o("right",228,1,"M228 108V94Q228 76 208 76H160V108Z")}
      <path class="body" d="M88 108H232V146Q232 152 226 152H94Q88 152 88 146Z"></path>
      <path class="line" d="M104 152V158M216 152V158M88 116H232"></path>
      ${n==="in"?l:this.renderMachine(n)}
      ${this.renderBattery(n)}`}renderMachine(t){return this.dock.aircraft?a`<g class="machine ${t}" transform=${U[t]} stroke-width="2.2" stroke-linejoin="round">
      <path d="M-15-7Q0-13 15-7L13 6Q0 10-13 6Z"></path>
      <path fill="none" stroke-linecap="round" d="M-14-3L-36-8V-12M14-3L36-8V-12M-11 6L-16 13M11 6L16 13"></path>
      <circle cy="9" r="3.4"></circle>
      <ellipse class="rotor" cx="-36" cy="-13" rx="20" ry="2.600"></ellipse>
      <ellipse class="rotor" cx="36" cy="-13" rx="20" ry="2.600"></ellipse>
    </g>`:l}renderBattery(t){let{battery:n=null,charging:o=null}=this.dock.aircraft??{};if(n===null)return l;let i=t==="flying"?"translate(136 52)":"translate(140 122)",s=n<15?"empty":n<30?"low":"";return a`<g transform=${i}>
      <rect width="36" height="20" rx="4" class="body"></rect>
      <rect x="37" y="6" width="3" height="8" rx="1" style="fill:var(--line)"></rect>
      <rect class="gauge ${s}" x="2.500" y="2.500" width=${31*n/100} height="15" rx="2"></rect>
      ${o?a`<path d=${M} transform="translate(9 1) scale(0.75)" style="fill:var(--primary-text-color)"></path>`:l}
      ${this.compact?l:a`<text x="45" y="15" aria-hidden="true">${v(this.hass,n)}</text>`}
    </g>`}renderWeather(){let{rainfall:t,wind_speed:n}=this.dock.weather,o=A[t??""]??0,i=Array.from({length:o},(f,c)=>{let d=12+c*.7549%1*300,k=34+(c*.5698+.1)%1*104;return`M${d.toFixed()} ${k.toFixed()}l-3 9`}),s=N.filter(f=>(n??0)>=f).map((f,c)=>`M${14+c*7} ${76+c*12}h${30-c*3}q9 0 9-6t-7-5`);return a`<path class="line" d=${s.join("")||l}></path>
      <path class="rain" d=${i.join("")||l} fill="none"></path>`}renderFigures(){if(this.compact)return l;let{temperature:t,wind_speed:n}=this.dock.weather;return a`<g aria-hidden="true">
      ${t===null?l:a`<text x="12" y="24">${b(this.hass,t)}</text>`}
      ${n===null?l:a`<text x="12" y="43">${$(this.hass,n)}</text>`}
    </g>`}renderBadges(){let{dock:t}=this,n=_(t),o=t.alarms.some(f=>f.level>1),i=[];n&&i.push([S,o?"--error-color, #db4437":"--warning-color, #ffa600",n,""]),t.upload!==null&&i.push([T,"--info-color, #039be5",0,"upload"]),t.online||i.push([R,"--secondary-text-color, #727272",0,""]);let s=312;return a`${i.map(([f,c,d,k])=>{let w=d>1?String(d):"",H=w?34+w.length*7:28;return s-=H+6,a`<g class="badge ${k}" transform="translate(${s+6} 8)" aria-hidden="true">
        <rect width=${H} height="28" rx="14" style="fill:color-mix(in srgb, var(${c}) 62%, #000)"></rect>
        <path d=${f} transform="translate(5 5) scale(0.75)"></path>
        <text x="26" y="19">${w}</text>
      </g>`})}`}};p.styles=[D,B`
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
        border-radius: var(--dd-picture-radius, 8px);
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
    `],u([y({attribute:!1})],p.prototype,"hass",2),u([y({attribute:!1})],p.prototype,"dock",2),u([y({type:Boolean,reflect:!0})],p.prototype,"compact",2),u([y({type:Boolean,reflect:!0})],p.prototype,"lively",2),p=u([z("dji-dock-picture")],p);export{b as a,$ as b,g as c,P as d,O as e};
