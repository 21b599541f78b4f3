import{d as u}from"./chunk-R6CF24J6.js";import{a as w,c as n,d as b,e as x,f as $,g as R}from"./chunk-OD7S5LMO.js";import"./chunk-46TNDGQ5.js";import{$ as a,K as l,X as h,Y as i,ca as c,da as s,ea as d,ga as m,ha as v,ia as f,ja as g,la as k,ma as y}from"./chunk-BRMG32HQ.js";import{a as o}from"./chunk-JFKSI6I7.js";var j={overview:()=>import("./start-Z4BRC7W4.js"),dock:()=>import("./start-Z4BRC7W4.js"),logs:()=>import("./records-F4BVWKUD.js"),uploads:()=>import("./records-F4BVWKUD.js"),setup:()=>import("./records-F4BVWKUD.js"),media:()=>import("./media-MOR7AVND.js")},r=class extends c{constructor(){super();this.narrow=!1;this.failed=!1;this.texts=!1;this.language="";this.moved=()=>{location.pathname.startsWith("/dji-dock")&&this.open()};new b(this,()=>!1)}shouldUpdate(e){return e.has("hass")&&this.shown&&(this.shown.hass=this.hass),e.size!==1||!e.has("hass")?!0:w(this.hass,e.get("hass"))}willUpdate(e){this.hass.language!==this.language&&(this.language=this.hass.language,k(this.hass).then(()=>{this.texts=!0,this.requestUpdate()})),(e.has("route")||!this.current)&&this.open(),this.shown&&e.has("narrow")&&(this.shown.narrow=this.narrow)}connectedCallback(){super.connectedCallback(),window.addEventListener("popstate",this.moved),window.addEventListener("location-changed",this.moved)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("popstate",this.moved),window.removeEventListener("location-changed",this.moved)}open(){let e=location.pathname.replace(/^\/dji-dock/,""),t=$(e,location.search),p=this.current;if(this.current=t,p?.page===t.page&&this.shown){this.shown.route=t,this.requestUpdate();return}this.requestUpdate(),this.show(t)}async show(e){try{await j[e.page](),this.failed=!1}catch{this.failed=!0;return}if(this.current?.page!==e.page)return;let t=document.createElement(`dji-dock-page-${e.page}`);t.hass=this.hass,t.narrow=this.narrow,t.route=this.current,this.shown=t}render(){let e=t=>y(this.hass,`common.${t}`);return i`<header>
<div class="bar">
${this.narrow?i`<button
class="icon"
aria-label=${e("menu")}
@click=${()=>{u(this)}}
>
${v(l)}
</button>`:a}
<h1>DJI Dock</h1>
</div>
<nav aria-label=${e("pages")}>
${x.map(t=>i`<a href=${R(t)} aria-current=${this.isOpen(t)?"page":a}
>${e(`tab_${t}`)}</a
>`)}
</nav>
</header>
<main>
${this.texts?i`${this.renderNotices(e)} ${this.shown??a}`:a}
</main>`}isOpen(e){let t=this.current?.page;return t===e||t==="dock"&&e==="overview"}renderNotices(e){let t=this.panel?.config?.version,p=this.failed||n.version!==""&&t!==void 0&&n.version!==t;return i`${p?i`<dji-dock-alert level="info"
>${e("new_version")}
<button
slot="action"
@click=${()=>{location.reload()}}
>
${e("reload")}
</button></dji-dock-alert
>`:a}
${n.ready&&!n.live?i`<dji-dock-alert level="warning">${e("reconnecting")}</dji-dock-alert>`:a}`}};r.styles=[f,g,h`
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
`],o([s({attribute:!1})],r.prototype,"hass",2),o([s({type:Boolean,reflect:!0})],r.prototype,"narrow",2),o([s({attribute:!1})],r.prototype,"route",2),o([s({attribute:!1})],r.prototype,"panel",2),o([d()],r.prototype,"shown",2),o([d()],r.prototype,"failed",2),o([d()],r.prototype,"texts",2),r=o([m("dji-dock-panel")],r);export{r as Panel};
