import{d as C}from"./chunk-PDBQIRUM.js";import{g as F,l as H,m as y}from"./chunk-GP5AYWPT.js";import{B as L,a as b,b as g,c as l,e as s,h as $,i as h,j as k,l as B,o as w,q as _,r as E,t as V,y as d,z as G}from"./chunk-NTTVRMXN.js";import{a as c}from"./chunk-JFKSI6I7.js";var P=[["cover","cover",({state:e})=>e==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:e})=>e==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:e})=>e==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function Q(e,o){return P.map(([t,r])=>C(e,o,t,r)).filter(t=>t!==void 0)}function Z(e,o){return P.flatMap(([t,r,i])=>{let n=C(e,o,t,r),a=n?e.states[n]:void 0;if(!n||!a||a.state==="unavailable"||a.state==="unknown")return[];let f=i(a);return f?[{entityId:n,...f}]:[]})}var m=class extends ${constructor(){super(...arguments);this.busy=""}shouldUpdate(t){if(t.size!==1||!t.has("hass"))return!0;let r=t.get("hass");return V(this.hass,r)||Q(this.hass,this.dock.device_id).some(i=>this.hass.states[i]!==r?.states[i])}render(){let{hass:t,dock:r,asked:i}=this;if(!r.may.control)return s;let n=a=>d(t,`cards.${a}`,{dock:r.name});return g`<div class="row controls">
${Z(t,r.device_id).map(a=>g`<button
?disabled=${this.busy===a.text}
@click=${()=>{this.choose(a)}}
>
${n(a.text)}
</button>`)}
</div>
${this.error?g`<dji-dock-alert level="error">${F(t,this.error)}</dji-dock-alert>`:s}
${i?g`<dji-dock-dialog
heading=${n(i.text)}
close-label=${d(t,"common.close")}
@closed=${this.leave}
>
<p>${n(`${i.text}_ask`)}</p>
<button slot="actions" @click=${this.leave}>
${d(t,"common.cancel")}
</button>
<button
slot="actions"
class="primary"
@click=${()=>{this.leave(),this.act(i)}}
>
${n(i.text)}
</button>
</dji-dock-dialog>`:s}`}choose(t){this.error=void 0,t.asks?this.asked=t:this.act(t)}leave(){this.asked=void 0}async act(t){if(!this.busy){this.busy=t.text;try{let[r,i]=t.service;await this.hass.callService(r,i,{entity_id:t.entityId},void 0,!1)}catch(r){this.error=r}finally{this.busy=""}}}};m.styles=[_,E,b`
:host {
display: grid;
gap: 8px;
}
.controls button {
flex: 1 1 auto;
}
`],c([h({attribute:!1})],m.prototype,"hass",2),c([h({attribute:!1})],m.prototype,"dock",2),c([k()],m.prototype,"asked",2),c([k()],m.prototype,"busy",2),c([k()],m.prototype,"error",2),m=c([w("dji-dock-controls")],m);var U="M11 20H6.5Q4.22 20 2.61 18.43 1 16.85 1 14.58 1 12.63 2.17 11.1 3.35 9.57 5.25 9.15 5.88 6.85 7.75 5.43 9.63 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 17.38 21.69 18.69 20.38 20 18.5 20H13V12.85L14.6 14.4L16 13L12 9L8 13L9.4 14.4L11 12.85Z";var I="M11 15H6L13 1V9H18L11 23V15Z";var A="M2.28,3L1,4.27L2.47,5.74C2.04,6 1.61,6.29 1.2,6.6L3,9C3.53,8.6 4.08,8.25 4.66,7.93L6.89,10.16C6.15,10.5 5.44,10.91 4.8,11.4L6.6,13.8C7.38,13.22 8.26,12.77 9.2,12.47L11.75,15C10.5,15.07 9.34,15.5 8.4,16.2L12,21L14.46,17.73L17.74,21L19,19.72M12,3C9.85,3 7.8,3.38 5.9,4.07L8.29,6.47C9.5,6.16 10.72,6 12,6C15.38,6 18.5,7.11 21,9L22.8,6.6C19.79,4.34 16.06,3 12,3M12,9C11.62,9 11.25,9 10.88,9.05L14.07,12.25C15.29,12.53 16.43,13.07 17.4,13.8L19.2,11.4C17.2,9.89 14.7,9 12,9Z";var D={"km/h":3.6,mph:2.236936,kn:1.943844,"ft/s":3.28084};function M(e,o){return e.config.unit_system?.temperature!=="\xB0F"?y(e,o,"\xB0C"):y(e,o===null?null:o*1.8+32,"\xB0F")}function S(e,o){let t=e.config.unit_system?.wind_speed??"m/s",r=D[t];return r===void 0||o===null?y(e,o,"m/s"):y(e,o*r,t)}function N(e,o){return e.config.unit_system?.length!=="mi"?y(e,o,"m",0):y(e,o===null?null:o*3.28084,"ft",0)}function x(e,o,t){return e.localize(`component.dji_dock.entity.${o}.${t}.name`)||t}function j(e){return e.in_dock===!0?"in":e.aircraft?.flying===!0?"flying":e.in_dock===!1?"out":"unknown"}function q(e,o){let t=j(o),r=d(e,`dock.place_${t}`),i=o.aircraft?.height??null;return t==="flying"&&i!==null?`${r}, ${N(e,i)}`:r}function X(e,o){let{battery:t=null,charging:r=null}=o.aircraft??{};if(t===null)return"";let i=H(e,t);return r?d(e,"dock.charging",{battery:i}):i}function O(e){return e.alarms.filter(o=>o.level>0).length}function W(e,o){let{weather:t}=o,r=[[x(e,"sensor","dock_mode"),o.mode&&L(e,"sensor","dock_mode",o.mode)],[x(e,"sensor","cover"),o.cover&&L(e,"sensor","cover",o.cover)],[d(e,"common.aircraft"),o.aircraft&&q(e,o)],[x(e,"sensor","aircraft_battery"),X(e,o)],[x(e,"sensor","environment_temperature"),t.temperature!==null&&M(e,t.temperature)],[x(e,"sensor","wind_speed"),t.wind_speed!==null&&S(e,t.wind_speed)],[x(e,"sensor","rainfall"),t.rainfall&&L(e,"sensor","rainfall",t.rainfall)]].filter(n=>!!n[1]),i=O(o);return[`${o.name}: ${d(e,o.online?"common.online":"common.offline")}`,...r.map(([n,a])=>`${n}: ${a}`),...i?[G(e,"dock.alarms",i)]:[],...o.upload===null?[]:[d(e,"dock.upload_runs")]].join(". ")}var J={in:"translate(160 101) scale(0.82)",flying:"translate(160 35) scale(0.9)",out:"translate(278 141) scale(0.62)",unknown:"translate(160 44) scale(0.9)"},K={closed:0,half_open:42,abnormal:24,open:118},Y={light:7,medium:14,heavy:26},tt=[2,6,10],u=class extends ${constructor(){super(...arguments);this.compact=!1;this.lively=!1}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:V(this.hass,t.get("hass"))}render(){let{dock:t}=this;return g`<svg
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
</svg>`}renderDock(){let{dock:t}=this,r=j(t),i=(n,a,f,p)=>{let v=f*(t.cover?K[t.cover]:0);return l`<path class="lid ${t.cover??"unknown"} ${n}" d=${p}
style="transform-origin:${a}px 108px;transform:rotate(${v}deg)"></path>`};return l`
${r==="in"?this.renderMachine(r):s}
${i("left",92,-1,"M92 108V94Q92 76 112 76H160V108Z")}
${i("right",228,1,"M228 108V94Q228 76 208 76H160V108Z")}
<path class="body" d="M88 108H232V146Q232 152 226 152H94Q88 152 88 146Z"></path>
<path class="line" d="M104 152V158M216 152V158M88 116H232"></path>
${r==="in"?s:this.renderMachine(r)}
${this.renderBattery(r)}`}renderMachine(t){return this.dock.aircraft?l`<g class="machine ${t}" transform=${J[t]} stroke-width="2.2" stroke-linejoin="round">
<path d="M-15-7Q0-13 15-7L13 6Q0 10-13 6Z"></path>
<path fill="none" stroke-linecap="round" d="M-14-3L-36-8V-12M14-3L36-8V-12M-11 6L-16 13M11 6L16 13"></path>
<circle cy="9" r="3.4"></circle>
<ellipse class="rotor" cx="-36" cy="-13" rx="20" ry="2.600"></ellipse>
<ellipse class="rotor" cx="36" cy="-13" rx="20" ry="2.600"></ellipse>
</g>`:s}renderBattery(t){let{battery:r=null,charging:i=null}=this.dock.aircraft??{};if(r===null)return s;let n=t==="flying"?"translate(136 52)":"translate(140 122)",a=r<15?"empty":r<30?"low":"";return l`<g transform=${n}>
<rect width="36" height="20" rx="4" class="body"></rect>
<rect x="37" y="6" width="3" height="8" rx="1" style="fill:var(--line)"></rect>
<rect class="gauge ${a}" x="2.500" y="2.500" width=${31*r/100} height="15" rx="2"></rect>
${i?l`<path d=${I} transform="translate(9 1) scale(0.75)" style="fill:var(--primary-text-color)"></path>`:s}
${this.compact?s:l`<text x="45" y="15" aria-hidden="true">${H(this.hass,r)}</text>`}
</g>`}renderWeather(){let{rainfall:t,wind_speed:r}=this.dock.weather,i=Y[t??""]??0,n=Array.from({length:i},(f,p)=>{let v=12+p*.7549%1*300,T=34+(p*.5698+.1)%1*104;return`M${v.toFixed()} ${T.toFixed()}l-3 9`}),a=tt.filter(f=>(r??0)>=f).map((f,p)=>`M${14+p*7} ${76+p*12}h${30-p*3}q9 0 9-6t-7-5`);return l`<path class="line" d=${a.join("")||s}></path>
<path class="rain" d=${n.join("")||s} fill="none"></path>`}renderFigures(){if(this.compact)return s;let{temperature:t,wind_speed:r}=this.dock.weather;return l`<g aria-hidden="true">
${t===null?s:l`<text x="12" y="24">${M(this.hass,t)}</text>`}
${r===null?s:l`<text x="12" y="43">${S(this.hass,r)}</text>`}
</g>`}renderBadges(){let{dock:t}=this,r=O(t),i=t.alarms.some(f=>f.level>1),n=[];r&&n.push([B,i?"--error-color, #db4437":"--warning-color, #ffa600",r,""]),t.upload!==null&&n.push([U,"--info-color, #039be5",0,"upload"]),t.online||n.push([A,"--secondary-text-color, #727272",0,""]);let a=312;return l`${n.map(([f,p,v,T])=>{let R=v>1?String(v):"",z=R?34+R.length*7:28;return a-=z+6,l`<g class="badge ${T}" transform="translate(${a+6} 8)" aria-hidden="true">
<rect width=${z} height="28" rx="14" style="fill:color-mix(in srgb, var(${p}) 62%, #000)"></rect>
<path d=${f} transform="translate(5 5) scale(0.75)"></path>
<text x="26" y="19">${R}</text>
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
`],c([h({attribute:!1})],u.prototype,"hass",2),c([h({attribute:!1})],u.prototype,"dock",2),c([h({type:Boolean,reflect:!0})],u.prototype,"compact",2),c([h({type:Boolean,reflect:!0})],u.prototype,"lively",2),u=c([w("dji-dock-picture")],u);export{Q as a,M as b,S as c,x as d,q as e,X as f};
