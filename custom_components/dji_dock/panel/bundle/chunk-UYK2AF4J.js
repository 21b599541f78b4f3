import{B as m,a as o,b as t,e as s,p as i}from"./chunk-YVIVKLP3.js";import{a as l,b as a,g as n,h as c,k as p,l as d}from"./chunk-P67OXLFV.js";import{a as e}from"./chunk-JFKSI6I7.js";var f={error:t,warning:o,info:i,success:s},r=class extends n{constructor(){super(...arguments);this.level="info"}render(){return a`${m(f[this.level])}
      <div class="text" role=${this.level==="error"?"alert":"status"}><slot></slot></div>
      <slot name="action"></slot>`}};r.styles=[d,l`
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
        flex: 1 1 200px;
        overflow-wrap: anywhere;
      }
    `],e([c({reflect:!0})],r.prototype,"level",2),r=e([p("dji-dock-alert")],r);
