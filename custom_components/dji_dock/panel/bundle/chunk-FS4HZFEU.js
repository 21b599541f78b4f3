import{a as s,b as l,e as u,h as m,i,l as c,m as d}from"./chunk-URQ6JHEL.js";import{a as o}from"./chunk-JFKSI6I7.js";var a=class extends m{constructor(){super(...arguments);this.value=null;this.label="";this.tone=""}render(){let t=this.value!==null,n=Math.min(100,Math.max(0,this.value??0));return l`<div
      class="track"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${t?Math.round(n):u}
    >
      <div
        class="done ${t?"":"unknown"}"
        style=${t?`inline-size:${n}%`:""}
      ></div>
    </div>`}};a.styles=[d,s`
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
    `],o([i({attribute:!1})],a.prototype,"value",2),o([i()],a.prototype,"label",2),o([i({reflect:!0})],a.prototype,"tone",2),a=o([c("dji-dock-bar")],a);var b=["byte","kilobyte","megabyte","gigabyte","terabyte"];function g(e){switch(e.number_format){case"comma_decimal":return"en-US";case"decimal_comma":return"de";case"space_comma":return"fr";case"quote_decimal":return"de-CH";case"system":return;default:return e.language}}function f(e,r,t={}){return new Intl.NumberFormat(g(e.locale),{...e.locale.number_format==="none"?{useGrouping:!1}:{},...t}).format(r)}function p(e,r){if(r===null)return"\u2013";let t=0,n=r;for(;n>=999.5&&t<b.length-1;)n/=1e3,t+=1;return new Intl.NumberFormat(e.locale.language,{style:"unit",unit:b[t]??"byte",unitDisplay:"short",maximumFractionDigits:t>1&&n<100?1:0}).format(n)}function H(e,r){return r===null?"\u2013":`${p(e,r)}/s`}function $(e,r){return r===null?"\u2013":f(e,r/100,{style:"percent",maximumFractionDigits:0})}function F(e,r,t,n=1){return r===null?"\u2013":`${f(e,r,{maximumFractionDigits:n})} ${t}`}export{f as a,p as b,H as c,$ as d,F as e};
