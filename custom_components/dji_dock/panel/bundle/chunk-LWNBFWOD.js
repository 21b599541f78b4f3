import{a,b as A,c as d,g as p,h as m,k as x,l as v}from"./chunk-35TW44TZ.js";import{a as t}from"./chunk-JFKSI6I7.js";var Z="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z";var l="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var n="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z";var P="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var T="M13,9V3.5L18.5,9M6,2C4.89,2 4,2.89 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2H6Z";var S="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var w="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var F="M10,16.5V7.5L16,12M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";function u(C,H=24){return A`<svg
    viewBox="0 0 24 24"
    width=${H}
    height=${H}
    aria-hidden="true"
    style="flex:none;fill:currentColor"
  >
    ${d`<path d=${C}></path>`}
  </svg>`}var O={error:l,warning:Z,info:S,success:n},M=class extends p{constructor(){super(...arguments);this.level="info"}render(){return A`${u(O[this.level])}
      <div class="text" role=${this.level==="error"?"alert":"status"}><slot></slot></div>
      <slot name="action"></slot>`}};M.styles=[v,a`
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
    `],t([m({reflect:!0})],M.prototype,"level",2),M=t([x("dji-dock-alert")],M);var s="component.dji_dock.config_panel",h=["config_panel","exceptions","selector","entity","issues"],i=new Map;function z(C){let H=i.get(C.language);return H||(H=Promise.all(h.map(V=>C.loadBackendTranslation(V,"dji_dock"))),i.set(C.language,H),H.catch(()=>i.delete(C.language))),H}function g(C,H,V){return C.localize(`${s}.${H}`,V)}function K(C,H,V,r={}){let e=new Intl.PluralRules(C.locale.language).select(V)==="one",L=new Intl.NumberFormat(C.locale.language).format(V);return g(C,`${H}_${e?"one":"other"}`,{...r,count:L})}function q(C,H){return H?C.localize(`component.dji_dock.${H.key}`,H.placeholders)||H.text:""}function j(C,H,V){return C.localize(`component.dji_dock.selector.${H}.options.${V}`)||V}var f="/dji-dock",k=["overview","dock","logs","uploads","media","setup"],Y=["overview","logs","uploads","media","setup"];function J(C,H){let[,V="",...r]=C.split("/").map(B);return{page:k.find(L=>L===V)??"overview",parts:r.filter(Boolean),query:new URLSearchParams(H)}}function $(C,H=[],V={}){let r=[f,...C==="overview"?[]:[C],...H.map(encodeURIComponent)],e=new URLSearchParams;for(let[c,o]of Object.entries(V))o&&e.set(c,o);let L=e.toString();return r.join("/")+(L?`?${L}`:"")}function B(C){try{return decodeURIComponent(C)}catch{return C}}export{P as a,T as b,w as c,F as d,u as e,z as f,g,K as h,q as i,j,Y as k,J as l,$ as m};
