import{a as M,b as p,c as r,d as u,e as t,f as m,g as i,h as v,i as x,j as Z,k as c,l as s,m as a,n as O}from"./chunk-MCFESEQN.js";var h="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z";var g="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var f="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z";var k="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var B="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";function D(V,L,C){V.dispatchEvent(new CustomEvent(L,{detail:C,bubbles:!0,composed:!0}))}function P(V){D(V,"hass-toggle-menu",{})}function l(V,L=24){return r`<svg
    viewBox="0 0 24 24"
    width=${L}
    height=${L}
    aria-hidden="true"
    style="flex:none;fill:currentColor"
  >
    ${u`<path d=${V}></path>`}
  </svg>`}var E={error:g,warning:h,info:k,success:f},o=class extends m{constructor(){super(...arguments);this.level="info"}render(){return r`${l(E[this.level])}
      <div class="text" role=${this.level==="error"?"alert":"status"}><slot></slot></div>
      <slot name="action"></slot>`}};o.styles=[Z,p`
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
    `],M([i({reflect:!0})],o.prototype,"level",2),o=M([x("dji-dock-alert")],o);var W="component.dji_dock.config_panel",N=["config_panel","exceptions","selector","entity","issues"],n=new Map;function w(V){let L=n.get(V.language);return L||(L=Promise.all(N.map(C=>V.loadBackendTranslation(C,"dji_dock"))),n.set(V.language,L),L.catch(()=>n.delete(V.language))),L}function T(V,L,C){return V.localize(`${W}.${L}`,C)}var I="/dji-dock",Q=["overview","dock","logs","uploads","media","setup"],F=["overview","logs","uploads","media","setup"];function b(V,L){let[,C="",...H]=V.split("/").map(G);return{page:Q.find(d=>d===C)??"overview",parts:H.filter(Boolean),query:new URLSearchParams(L)}}function y(V,L=[],C={}){let H=[I,...V==="overview"?[]:[V],...L.map(encodeURIComponent)],A=new URLSearchParams;for(let[R,S]of Object.entries(C))S&&A.set(R,S);let d=A.toString();return H.join("/")+(d?`?${d}`:"")}function G(V){try{return decodeURIComponent(V)}catch{return V}}var U={overview:()=>import("./overview-LZLEEW5D.js"),dock:()=>import("./dock-SEYWLFI5.js"),logs:()=>import("./logs-ACVUYIVB.js"),uploads:()=>import("./uploads-XNC6Q6BJ.js"),media:()=>import("./media-7QHEXPUQ.js"),setup:()=>import("./setup-5PENHQ4Y.js")},e=class extends m{constructor(){super();this.narrow=!1;this.failed=!1;this.texts=!1;this.language="";this.moved=()=>{location.pathname.startsWith("/dji-dock")&&this.open()};new O(this,()=>!1)}shouldUpdate(C){return C.has("hass")&&this.shown&&(this.shown.hass=this.hass),C.size!==1||!C.has("hass")?!0:s(this.hass,C.get("hass"))}willUpdate(C){this.hass.language!==this.language&&(this.language=this.hass.language,w(this.hass).then(()=>{this.texts=!0,this.requestUpdate()})),(C.has("route")||!this.current)&&this.open(),this.shown&&C.has("narrow")&&(this.shown.narrow=this.narrow)}connectedCallback(){super.connectedCallback(),window.addEventListener("popstate",this.moved),window.addEventListener("location-changed",this.moved)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("popstate",this.moved),window.removeEventListener("location-changed",this.moved)}open(){let C=location.pathname.replace(/^\/dji-dock/,""),H=b(C,location.search),A=this.current;if(this.current=H,A?.page===H.page&&this.shown){this.shown.route=H,this.requestUpdate();return}this.requestUpdate(),this.show(H)}async show(C){try{await U[C.page](),this.failed=!1}catch{this.failed=!0;return}if(this.current?.page!==C.page)return;let H=document.createElement(`dji-dock-page-${C.page}`);H.hass=this.hass,H.narrow=this.narrow,H.route=this.current,this.shown=H}render(){let C=H=>T(this.hass,`common.${H}`);return r`<header>
        <div class="bar">
          ${this.narrow?r`<button
                  class="icon"
                  aria-label=${C("menu")}
                  @click=${()=>{P(this)}}
                >
                  ${l(B)}
                </button>`:t}
          <h1>DJI Dock</h1>
        </div>
        <nav aria-label=${C("pages")}>
          ${F.map(H=>r`<a href=${y(H)} aria-current=${this.isOpen(H)?"page":t}
                >${C(`tab_${H}`)}</a
              >`)}
        </nav>
      </header>
      <main>
        ${this.texts?r`${this.renderNotices(C)} ${this.shown??t}`:t}
      </main>`}isOpen(C){let H=this.current?.page;return H===C||H==="dock"&&C==="overview"}renderNotices(C){let H=this.panel?.config?.version,A=this.failed||a.version!==""&&H!==void 0&&a.version!==H;return r`${A?r`<dji-dock-alert level="info"
            >${C("new_version")}
            <button
              slot="action"
              @click=${()=>{location.reload()}}
            >
              ${C("reload")}
            </button></dji-dock-alert
          >`:t}
    ${a.ready&&!a.live?r`<dji-dock-alert level="warning">${C("reconnecting")}</dji-dock-alert>`:t}`}};e.styles=[Z,c,p`
      :host {
        display: block;
        min-block-size: 100vh;
        background: var(--primary-background-color, #fafafa);
        padding-inline: var(--safe-area-inset-left, 0) var(--safe-area-inset-right, 0);
        padding-block-end: var(--safe-area-inset-bottom, 0);
      }
      header {
        position: sticky;
        inset-block-start: 0;
        z-index: 4;
        background: var(--app-header-background-color, var(--primary-color));
        color: var(--app-header-text-color, #fff);
        border-block-end: var(--app-header-border-bottom, none);
        padding-block-start: var(--safe-area-inset-top, 0);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        min-block-size: var(--header-height, 56px);
        padding-inline: 12px;
      }
      h1 {
        font-size: 20px;
        font-weight: 400;
      }
      header button.icon {
        color: inherit;
      }
      nav {
        display: flex;
        overflow-x: auto;
        scrollbar-width: none;
        padding-inline: 8px;
      }
      nav a {
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
        padding: 12px 16px;
        border-block-end: 3px solid transparent;
      }
      nav a:focus-visible {
        outline-offset: -3px;
        outline-color: currentcolor;
      }
      nav a[aria-current="page"] {
        border-block-end-color: currentcolor;
        font-weight: 500;
      }
      main {
        display: grid;
        gap: var(--dd-gap);
        padding: var(--dd-gap);
        max-inline-size: 1400px;
        margin-inline: auto;
      }
      :host([narrow]) main {
        padding: var(--dd-small-gap);
      }
    `],M([i({attribute:!1})],e.prototype,"hass",2),M([i({type:Boolean,reflect:!0})],e.prototype,"narrow",2),M([i({attribute:!1})],e.prototype,"route",2),M([i({attribute:!1})],e.prototype,"panel",2),M([v()],e.prototype,"shown",2),M([v()],e.prototype,"failed",2),M([v()],e.prototype,"texts",2),e=M([x("dji-dock-panel")],e);export{e as Panel};
