import{A as l,W as n,X as a,_ as c,a as t,b as i,ba as p,ca as o,fa as m,ga as d,h as s,ha as f}from"./chunk-E2XFT2OW.js";import{a as r}from"./chunk-JFKSI6I7.js";var x={error:i,warning:t,info:l,success:s},e=class extends p{constructor(){super(...arguments);this.level="info";this.quiet=!1}render(){let v=this.level==="error"?"alert":"status";return a`${d(x[this.level])}
<div class="text" role=${this.quiet?c:v}><slot></slot></div>
<slot name="action"></slot>`}};e.styles=[f,n`
:host {
display: flex;
gap: 12px;
align-items: center;
flex-wrap: wrap;
padding: 10px 14px;
border-radius: 8px;
--tone: var(--info-color, #039be5);
background: color-mix(in srgb, var(--tone) 12%, transparent);
border: 1px solid color-mix(in srgb, var(--tone) 40%, transparent);
}
:host([level="error"]) {
--tone: var(--error-color, #db4437);
}
:host([level="warning"]) {
--tone: var(--warning-color, #ffa600);
}
:host([level="success"]) {
--tone: var(--success-color, #43a047);
}
svg {
color: color-mix(in srgb, var(--tone) 75%, var(--primary-text-color));
}
.text {
flex: 1 1 120px;
overflow-wrap: anywhere;
}
`],r([o({reflect:!0})],e.prototype,"level",2),r([o({type:Boolean})],e.prototype,"quiet",2),e=r([m("dji-dock-alert")],e);
