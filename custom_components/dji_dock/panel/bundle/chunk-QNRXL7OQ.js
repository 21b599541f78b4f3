import{a as x,c as l,g as b}from"./chunk-OD7S5LMO.js";import{P as d,W as u,X as i,_ as c,ba as p,ca as e,fa as f,ga as h,ha as y,la as n}from"./chunk-E2XFT2OW.js";import{a as t}from"./chunk-JFKSI6I7.js";var a=class extends p{constructor(){super(...arguments);this.narrow=!1}shouldUpdate(s){return s.size!==1||!s.has("hass")?!0:x(this.hass,s.get("hass"))}};t([e({attribute:!1})],a.prototype,"hass",2),t([e({attribute:!1})],a.prototype,"route",2),t([e({type:Boolean,reflect:!0})],a.prototype,"narrow",2);var r=class extends p{constructor(){super(...arguments);this.icon="";this.heading=""}render(){return i`${this.icon?h(this.icon,56):""}
<h2>${this.heading}</h2>
<div class="body"><slot></slot></div>`}};r.styles=[y,u`
:host {
display: grid;
justify-items: center;
text-align: center;
gap: 12px;
padding: 48px 16px;
color: var(--secondary-text-color);
}
h2 {
color: var(--primary-text-color);
}
.body {
max-inline-size: 48ch;
display: grid;
gap: 12px;
justify-items: center;
}
`],t([e({attribute:!1})],r.prototype,"icon",2),t([e()],r.prototype,"heading",2),r=t([f("dji-dock-empty")],r);function g(o,m=[],s="common.to_setup"){return l.admin?i`<a class="button primary" href=${b("setup",m)}>${n(o,s)}</a>`:c}function q(o){return i`<dji-dock-empty .icon=${d} heading=${n(o,"common.no_docks")}>
<p>${n(o,l.admin?"common.no_docks_text":"setup.not_yours")}</p>
${g(o)}
</dji-dock-empty>`}export{a,g as b,q as c};
