import{d as u}from"./chunk-R6CF24J6.js";import{a as b,c as n,d as k,e as $,f as R,g as j}from"./chunk-OD7S5LMO.js";import"./chunk-UMSXCKQP.js";import{J as c,W as h,X as i,_ as a,ba as m,ca as s,da as d,fa as v,ga as f,ha as g,ia as w,ka as x,la as y}from"./chunk-E2XFT2OW.js";import{a as r}from"./chunk-JFKSI6I7.js";var E={overview:()=>import("./start-Y2JJHWRX.js"),dock:()=>import("./start-Y2JJHWRX.js"),logs:()=>import("./records-LNWZ3EIE.js"),uploads:()=>import("./records-LNWZ3EIE.js"),setup:()=>import("./records-LNWZ3EIE.js"),media:()=>import("./media-SEJ5R7PQ.js")};function p(l){return`dji-dock-page-${l}`}var o=class extends m{constructor(){super();this.narrow=!1;this.failed=!1;this.texts=!1;this.language="";this.moved=()=>{location.pathname.startsWith("/dji-dock")&&this.open()};new k(this,()=>!1)}shouldUpdate(e){return e.has("hass")&&this.shown&&(this.shown.hass=this.hass),e.size!==1||!e.has("hass")?!0:b(this.hass,e.get("hass"))}willUpdate(e){this.hass.language!==this.language&&(this.language=this.hass.language,x(this.hass).then(()=>{this.texts=!0,this.requestUpdate()})),(e.has("route")||!this.current)&&this.open(),this.shown&&e.has("narrow")&&(this.shown.narrow=this.narrow)}connectedCallback(){super.connectedCallback(),window.addEventListener("popstate",this.moved),window.addEventListener("location-changed",this.moved)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("popstate",this.moved),window.removeEventListener("location-changed",this.moved)}open(){let e=location.pathname.replace(/^\/dji-dock/,""),t=R(e,location.search);this.current=t,this.requestUpdate(),this.shown?.localName===p(t.page)?this.shown.route=t:this.show(t)}async show(e){try{await E[e.page](),this.failed=!1}catch{this.failed=!0;return}if(this.current?.page!==e.page||this.shown?.localName===p(e.page))return;let t=document.createElement(p(e.page));t.hass=this.hass,t.narrow=this.narrow,t.route=this.current,this.shown=t}render(){let e=t=>y(this.hass,`common.${t}`);return i`<header>
<div class="bar">
${this.narrow?i`<button
class="icon"
aria-label=${e("menu")}
@click=${()=>{u(this)}}
>
${f(c)}
</button>`:a}
<h1>DJI Dock</h1>
</div>
<nav aria-label=${e("pages")}>
${$.map(t=>i`<a href=${j(t)} aria-current=${this.isOpen(t)?"page":a}
>${e(`tab_${t}`)}</a
>`)}
</nav>
</header>
<main>
${this.texts?i`${this.renderNotices(e)} ${this.shown??a}`:a}
</main>`}isOpen(e){let t=this.current?.page;return t===e||t==="dock"&&e==="overview"}renderNotices(e){let t=this.panel?.config?.version,z=this.failed||n.version!==""&&t!==void 0&&n.version!==t;return i`${z?i`<dji-dock-alert level="info"
>${e("new_version")}
<button
slot="action"
@click=${()=>{location.reload()}}
>
${e("reload")}
</button></dji-dock-alert
>`:a}
${n.ready&&!n.live?i`<dji-dock-alert level="warning">${e("reconnecting")}</dji-dock-alert>`:a}`}};o.styles=[g,w,h`
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
grid-template-columns: minmax(0, 1fr);
gap: var(--dd-gap);
padding: var(--dd-gap);
max-inline-size: 1400px;
margin-inline: auto;
}
:host([narrow]) main {
padding: var(--dd-small-gap);
}
`],r([s({attribute:!1})],o.prototype,"hass",2),r([s({type:Boolean,reflect:!0})],o.prototype,"narrow",2),r([s({attribute:!1})],o.prototype,"route",2),r([s({attribute:!1})],o.prototype,"panel",2),r([d()],o.prototype,"shown",2),r([d()],o.prototype,"failed",2),r([d()],o.prototype,"texts",2),o=r([v("dji-dock-panel")],o);export{o as Panel};
