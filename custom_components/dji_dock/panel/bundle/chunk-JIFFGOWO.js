import{d as O}from"./chunk-PDBQIRUM.js";import{a as V}from"./chunk-OD7S5LMO.js";import{a as C}from"./chunk-ORE6D2L7.js";import{j as S,k as y}from"./chunk-2VWBIQL4.js";import{E as F,V as P,W as b,X as g,Y as l,_ as s,a as G,ba as $,ca as h,da as k,fa as w,ha as _,ia as Q,la as d,ma as U,n as L,oa as H}from"./chunk-E2XFT2OW.js";import{a as c}from"./chunk-JFKSI6I7.js";var I=[["cover","cover",({state:e})=>e==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:e})=>e==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:e})=>e==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function Z(e,i){return I.map(([t,r])=>O(e,i,t,r)).filter(t=>t!==void 0)}function A(e,i){return I.flatMap(([t,r,o])=>{let n=O(e,i,t,r),a=n?e.states[n]:void 0;if(!n||!a||a.state==="unavailable"||a.state==="unknown")return[];let f=o(a);return f?[{entityId:n,...f}]:[]})}var m=class extends ${constructor(){super(...arguments);this.busy=""}shouldUpdate(t){if(t.size!==1||!t.has("hass"))return!0;let r=t.get("hass");return V(this.hass,r)||Z(this.hass,this.dock.device_id).some(o=>this.hass.states[o]!==r?.states[o])}render(){let{hass:t,dock:r,asked:o}=this;if(!r.may.control)return s;let n=a=>d(t,`cards.${a}`,{dock:r.name});return g`<div class="row controls">
${A(t,r.device_id).map(a=>g`<button
?disabled=${this.busy===a.text}
@click=${()=>{this.choose(a)}}
>
${n(a.text)}
</button>`)}
</div>
${this.error?g`<dji-dock-alert level="error">${C(t,this.error)}</dji-dock-alert>`:s}
${o?g`<dji-dock-dialog
heading=${n(o.text)}
close-label=${d(t,"common.close")}
@closed=${this.leave}
>
<p>${n(`${o.text}_ask`)}</p>
<button slot="actions" @click=${this.leave}>
${d(t,"common.cancel")}
</button>
<button
slot="actions"
class="primary"
@click=${()=>{this.leave(),this.act(o)}}
>
${n(o.text)}
</button>
</dji-dock-dialog>`:s}`}choose(t){this.error=void 0,t.asks?this.asked=t:this.act(t)}leave(){this.asked=void 0}async act(t){if(!this.busy){this.busy=t.text;try{let[r,o]=t.service;await this.hass.callService(r,o,{entity_id:t.entityId},void 0,!1)}catch(r){this.error=r}finally{this.busy=""}}}};m.styles=[_,Q,b`
:host {
display: grid;
gap: 8px;
}
.controls button {
flex: 1 1 auto;
}
`],c([h({attribute:!1})],m.prototype,"hass",2),c([h({attribute:!1})],m.prototype,"dock",2),c([k()],m.prototype,"asked",2),c([k()],m.prototype,"busy",2),c([k()],m.prototype,"error",2),m=c([w("dji-dock-controls")],m);var D={"km/h":3.6,mph:2.236936,kn:1.943844,"ft/s":3.28084};function T(e,i){return e.config.unit_system?.temperature!=="\xB0F"?y(e,i,"\xB0C"):y(e,i===null?null:i*1.8+32,"\xB0F")}function R(e,i){let t=e.config.unit_system?.wind_speed??"m/s",r=D[t];return r===void 0||i===null?y(e,i,"m/s"):y(e,i*r,t)}function N(e,i){return e.config.unit_system?.length!=="mi"?y(e,i,"m",0):y(e,i===null?null:i*3.28084,"ft",0)}function x(e,i,t){return e.localize(`component.dji_dock.entity.${i}.${t}.name`)||t}function z(e){return e.in_dock===!0?"in":e.aircraft?.flying===!0?"flying":e.in_dock===!1?"out":"unknown"}function q(e,i){let t=z(i),r=d(e,`dock.place_${t}`),o=i.aircraft?.height??null;return t==="flying"&&o!==null?`${r}, ${N(e,o)}`:r}function X(e,i){let{battery:t=null,charging:r=null}=i.aircraft??{};if(t===null)return"";let o=S(e,t);return r?d(e,"dock.charging",{battery:o}):o}function B(e){return e.alarms.filter(i=>i.level>0).length}function W(e,i){let{weather:t}=i,r=[[x(e,"sensor","dock_mode"),i.mode&&H(e,"sensor","dock_mode",i.mode)],[x(e,"sensor","cover"),i.cover&&H(e,"sensor","cover",i.cover)],[d(e,"common.aircraft"),i.aircraft&&q(e,i)],[x(e,"sensor","aircraft_battery"),X(e,i)],[x(e,"sensor","environment_temperature"),t.temperature!==null&&T(e,t.temperature)],[x(e,"sensor","wind_speed"),t.wind_speed!==null&&R(e,t.wind_speed)],[x(e,"sensor","rainfall"),t.rainfall&&H(e,"sensor","rainfall",t.rainfall)]].filter(n=>!!n[1]),o=B(i);return[`${i.name}: ${d(e,i.online?"common.online":"common.offline")}`,...r.map(([n,a])=>`${n}: ${a}`),...o?[U(e,"dock.alarms",o)]:[],...i.upload===null?[]:[d(e,"dock.upload_runs")]].join(". ")}var J={in:"translate(160 101) scale(0.82)",flying:"translate(160 35) scale(0.9)",out:"translate(278 141) scale(0.62)",unknown:"translate(160 44) scale(0.9)"},K={closed:0,half_open:42,abnormal:24,open:118},Y={light:7,medium:14,heavy:26},tt=[2,6,10],u=class extends ${constructor(){super(...arguments);this.compact=!1;this.lively=!1}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:V(this.hass,t.get("hass"))}render(){let{dock:t}=this;return g`<svg
viewBox="0 0 320 180"
role="img"
aria-label=${W(this.hass,t)}
class=${t.online?"":"offline"}
>
${l`<rect width="320" height="180" style="fill:var(--air)"></rect>
<rect y="152" width="320" height="28" style="fill:var(--lid)"></rect>
<g class="scene">
${this.renderWeather()} ${this.renderDock()}
</g>
${this.renderFigures()} ${this.renderBadges()}`}
</svg>`}renderDock(){let{dock:t}=this,r=z(t),o=(n,a,f,p)=>{let v=f*(t.cover?K[t.cover]:0);return l`<path class="lid ${t.cover??"unknown"} ${n}" d=${p}
style="transform-origin:${a}px 108px;transform:rotate(${v}deg)"></path>`};return l`
${r==="in"?this.renderMachine(r):s}
${o("left",92,-1,"M92 108V94Q92 76 112 76H160V108Z")}
${o("right",228,1,"M228 108V94Q228 76 208 76H160V108Z")}
<path class="body" d="M88 108H232V146Q232 152 226 152H94Q88 152 88 146Z"></path>
<path class="line" d="M104 152V158M216 152V158M88 116H232"></path>
${r==="in"?s:this.renderMachine(r)}
${this.renderBattery(r)}`}renderMachine(t){return this.dock.aircraft?l`<g class="machine ${t}" transform=${J[t]} stroke-width="2.2" stroke-linejoin="round">
<path d="M-15-7Q0-13 15-7L13 6Q0 10-13 6Z"></path>
<path fill="none" stroke-linecap="round" d="M-14-3L-36-8V-12M14-3L36-8V-12M-11 6L-16 13M11 6L16 13"></path>
<circle cy="9" r="3.4"></circle>
<ellipse class="rotor" cx="-36" cy="-13" rx="20" ry="2.600"></ellipse>
<ellipse class="rotor" cx="36" cy="-13" rx="20" ry="2.600"></ellipse>
</g>`:s}renderBattery(t){let{battery:r=null,charging:o=null}=this.dock.aircraft??{};if(r===null)return s;let n=t==="flying"?"translate(136 52)":"translate(140 122)",a=r<15?"empty":r<30?"low":"";return l`<g transform=${n}>
<rect width="36" height="20" rx="4" class="body"></rect>
<rect x="37" y="6" width="3" height="8" rx="1" style="fill:var(--line)"></rect>
<rect class="gauge ${a}" x="2.500" y="2.500" width=${31*r/100} height="15" rx="2"></rect>
${o?l`<path d=${F} transform="translate(9 1) scale(0.75)" style="fill:var(--primary-text-color)"></path>`:s}
${this.compact?s:l`<text x="45" y="15" aria-hidden="true">${S(this.hass,r)}</text>`}
</g>`}renderWeather(){let{rainfall:t,wind_speed:r}=this.dock.weather,o=Y[t??""]??0,n=Array.from({length:o},(f,p)=>{let v=12+p*.7549%1*300,M=34+(p*.5698+.1)%1*104;return`M${v.toFixed()} ${M.toFixed()}l-3 9`}),a=tt.filter(f=>(r??0)>=f).map((f,p)=>`M${14+p*7} ${76+p*12}h${30-p*3}q9 0 9-6t-7-5`);return l`<path class="line" d=${a.join("")||s}></path>
<path class="rain" d=${n.join("")||s} fill="none"></path>`}renderFigures(){if(this.compact)return s;let{temperature:t,wind_speed:r}=this.dock.weather;return l`<g aria-hidden="true">
${t===null?s:l`<text x="12" y="24">${T(this.hass,t)}</text>`}
${r===null?s:l`<text x="12" y="43">${R(this.hass,r)}</text>`}
</g>`}renderBadges(){let{dock:t}=this,r=B(t),o=t.alarms.some(f=>f.level>1),n=[];r&&n.push([G,o?"--error-color, #db4437":"--warning-color, #ffa600",r,""]),t.upload!==null&&n.push([L,"--info-color, #039be5",0,"upload"]),t.online||n.push([P,"--secondary-text-color, #727272",0,""]);let a=312;return l`${n.map(([f,p,v,M])=>{let j=v>1?String(v):"",E=j?34+j.length*7:28;return a-=E+6,l`<g class="badge ${M}" transform="translate(${a+6} 8)" aria-hidden="true">
<rect width=${E} height="28" rx="14" style="fill:color-mix(in srgb, var(${p}) 62%, #000)"></rect>
<path d=${f} transform="translate(5 5) scale(0.75)"></path>
<text x="26" y="19">${j}</text>
</g>`})}`}};u.styles=[_,b`
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
`],c([h({attribute:!1})],u.prototype,"hass",2),c([h({attribute:!1})],u.prototype,"dock",2),c([h({type:Boolean,reflect:!0})],u.prototype,"compact",2),c([h({type:Boolean,reflect:!0})],u.prototype,"lively",2),u=c([w("dji-dock-picture")],u);export{Z as a,T as b,R as c,x as d,q as e,X as f};
