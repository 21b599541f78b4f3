import{c as h,e as v,f as y,g as x,k as $,l as C,m as E}from"./chunk-LWNBFWOD.js";import{a as u,b as a,e as i,g as m,h as n,i as l,k as f,l as g,m as w,n as b,p as s,q as k}from"./chunk-35TW44TZ.js";import{a as o}from"./chunk-JFKSI6I7.js";function j(d,c,e){d.dispatchEvent(new CustomEvent(c,{detail:e,bubbles:!0,composed:!0}))}function H(d){j(d,"hass-toggle-menu",{})}var R={overview:()=>import("./overview-JUEIU532.js"),dock:()=>import("./dock-6WMJRPAX.js"),logs:()=>import("./logs-4AWBGAHQ.js"),uploads:()=>import("./uploads-OK3P4KEO.js"),media:()=>import("./media-4EL52VRO.js"),setup:()=>import("./setup-5SP52W4I.js")},r=class extends m{constructor(){super();this.narrow=!1;this.failed=!1;this.texts=!1;this.language="";this.moved=()=>{location.pathname.startsWith("/dji-dock")&&this.open()};new k(this,()=>!1)}shouldUpdate(e){return e.has("hass")&&this.shown&&(this.shown.hass=this.hass),e.size!==1||!e.has("hass")?!0:b(this.hass,e.get("hass"))}willUpdate(e){this.hass.language!==this.language&&(this.language=this.hass.language,y(this.hass).then(()=>{this.texts=!0,this.requestUpdate()})),(e.has("route")||!this.current)&&this.open(),this.shown&&e.has("narrow")&&(this.shown.narrow=this.narrow)}connectedCallback(){super.connectedCallback(),window.addEventListener("popstate",this.moved),window.addEventListener("location-changed",this.moved)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("popstate",this.moved),window.removeEventListener("location-changed",this.moved)}open(){let e=location.pathname.replace(/^\/dji-dock/,""),t=C(e,location.search),p=this.current;if(this.current=t,p?.page===t.page&&this.shown){this.shown.route=t,this.requestUpdate();return}this.requestUpdate(),this.show(t)}async show(e){try{await R[e.page](),this.failed=!1}catch{this.failed=!0;return}if(this.current?.page!==e.page)return;let t=document.createElement(`dji-dock-page-${e.page}`);t.hass=this.hass,t.narrow=this.narrow,t.route=this.current,this.shown=t}render(){let e=t=>x(this.hass,`common.${t}`);return a`<header>
        <div class="bar">
          ${this.narrow?a`<button
                  class="icon"
                  aria-label=${e("menu")}
                  @click=${()=>{H(this)}}
                >
                  ${v(h)}
                </button>`:i}
          <h1>DJI Dock</h1>
        </div>
        <nav aria-label=${e("pages")}>
          ${$.map(t=>a`<a href=${E(t)} aria-current=${this.isOpen(t)?"page":i}
                >${e(`tab_${t}`)}</a
              >`)}
        </nav>
      </header>
      <main>
        ${this.texts?a`${this.renderNotices(e)} ${this.shown??i}`:i}
      </main>`}isOpen(e){let t=this.current?.page;return t===e||t==="dock"&&e==="overview"}renderNotices(e){let t=this.panel?.config?.version,p=this.failed||s.version!==""&&t!==void 0&&s.version!==t;return a`${p?a`<dji-dock-alert level="info"
            >${e("new_version")}
            <button
              slot="action"
              @click=${()=>{location.reload()}}
            >
              ${e("reload")}
            </button></dji-dock-alert
          >`:i}
    ${s.ready&&!s.live?a`<dji-dock-alert level="warning">${e("reconnecting")}</dji-dock-alert>`:i}`}};r.styles=[g,w,u`
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
    `],o([n({attribute:!1})],r.prototype,"hass",2),o([n({type:Boolean,reflect:!0})],r.prototype,"narrow",2),o([n({attribute:!1})],r.prototype,"route",2),o([n({attribute:!1})],r.prototype,"panel",2),o([l()],r.prototype,"shown",2),o([l()],r.prototype,"failed",2),o([l()],r.prototype,"texts",2),r=o([f("dji-dock-panel")],r);export{r as Panel};
