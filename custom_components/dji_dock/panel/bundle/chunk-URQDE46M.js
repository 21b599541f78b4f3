import{a as n,b as i,e as s,h as l,i as o,l as d,m as c}from"./chunk-NRUQZ3D4.js";import{a as r}from"./chunk-JFKSI6I7.js";var e=class extends l{constructor(){super(...arguments);this.value=null;this.label="";this.tone=""}render(){let t=this.value!==null,a=Math.min(100,Math.max(0,this.value??0));return i`<div
      class="track"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${t?Math.round(a):s}
    >
      <div
        class="done ${t?"":"unknown"}"
        style=${t?`inline-size:${a}%`:""}
      ></div>
    </div>`}};e.styles=[c,n`
      :host {
        display: block;
      }
      .track {
        block-size: 6px;
        border-radius: 3px;
        overflow: hidden;
        background: color-mix(in srgb, var(--primary-text-color) 15%, transparent);
      }
      .done {
        block-size: 100%;
        background: var(--primary-color, #009ac7);
        border-radius: inherit;
        transition: inline-size 0.6s;
      }
      :host([tone="good"]) .done {
        background: var(--success-color, #43a047);
      }
      :host([tone="bad"]) .done {
        background: var(--error-color, #db4437);
      }
      :host([tone="still"]) .done {
        background: color-mix(in srgb, var(--primary-text-color) 45%, transparent);
      }
      .unknown {
        inline-size: 30%;
        animation: pass 1.6s infinite ease-in-out;
      }
      @keyframes pass {
        from {
          transform: translateX(-100%);
        }
        to {
          transform: translateX(340%);
        }
      }
    `],r([o({attribute:!1})],e.prototype,"value",2),r([o()],e.prototype,"label",2),r([o({reflect:!0})],e.prototype,"tone",2),e=r([d("dji-dock-bar")],e);
