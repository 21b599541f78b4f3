import{a as c}from"./chunk-OD7S5LMO.js";import{X as a,Y as p,ca as s,da as t,ga as l,ha as n,ia as d}from"./chunk-FBTYQZKE.js";import{a as e}from"./chunk-JFKSI6I7.js";var o=class extends s{constructor(){super(...arguments);this.narrow=!1}shouldUpdate(i){return i.size!==1||!i.has("hass")?!0:c(this.hass,i.get("hass"))}};e([t({attribute:!1})],o.prototype,"hass",2),e([t({attribute:!1})],o.prototype,"route",2),e([t({type:Boolean,reflect:!0})],o.prototype,"narrow",2);var r=class extends s{constructor(){super(...arguments);this.icon="";this.heading=""}render(){return p`${this.icon?n(this.icon,56):""}
<h2>${this.heading}</h2>
<div class="body"><slot></slot></div>`}};r.styles=[d,a`
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
`],e([t({attribute:!1})],r.prototype,"icon",2),e([t()],r.prototype,"heading",2),r=e([l("dji-dock-empty")],r);export{o as a};
