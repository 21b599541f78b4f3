import{d as m}from"./chunk-R6CF24J6.js";import{D as $,E as R,F as S,a as c,b as a,e as i,h as u,i as n,j as l,o as v,p as f,q as g,r as w,t as b,v as s,w as k,x,y}from"./chunk-NTTVRMXN.js";import{a as r}from"./chunk-JFKSI6I7.js";var T="M3,6H21V8H3V6M3,11H21V13H3V11M3,16H21V18H3V16Z";var V={overview:()=>import("./start-YN66RA6K.js"),dock:()=>import("./start-YN66RA6K.js"),logs:()=>import("./records-FDJT7RF5.js"),uploads:()=>import("./records-FDJT7RF5.js"),setup:()=>import("./records-FDJT7RF5.js"),media:()=>import("./media-4BNBXEFF.js")},j={overview:"Overview",logs:"Logs",uploads:"Uploads",media:"Media",setup:"Set-up"};function p(h){return`dji-dock-page-${h}`}var o=class extends u{constructor(){super();this.narrow=!1;this.failed=!1;this.texts=!1;this.language="";this.moved=()=>{location.pathname.startsWith("/dji-dock")&&this.open()};new k(this,()=>!1)}shouldUpdate(e){return e.has("hass")&&this.shown&&(this.shown.hass=this.hass),e.size!==1||!e.has("hass")?!0:b(this.hass,e.get("hass"))}willUpdate(e){this.hass.language!==this.language&&(this.language=this.hass.language,x(this.hass).then(()=>{this.texts=!0,this.requestUpdate()})),(e.has("route")||!this.current)&&this.open(),this.shown&&e.has("narrow")&&(this.shown.narrow=this.narrow)}connectedCallback(){super.connectedCallback(),window.addEventListener("popstate",this.moved),window.addEventListener("location-changed",this.moved)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener("popstate",this.moved),window.removeEventListener("location-changed",this.moved)}open(){let e=location.pathname.replace(/^\/dji-dock/,""),t=R(e,location.search);this.current=t,this.requestUpdate(),this.shown?.localName===p(t.page)?(this.shown.route=t,this.failed=!1):this.show(t)}async show(e){try{await V[e.page](),this.failed=!1}catch{this.failed=this.current?.page===e.page;return}if(this.current?.page!==e.page||this.shown?.localName===p(e.page))return;let t=document.createElement(p(e.page));t.hass=this.hass,t.narrow=this.narrow,t.route=this.current,this.shown=t}render(){let e=t=>y(this.hass,`common.${t}`);return a`<header>
<div class="bar">
${this.narrow?a`<button
class="icon"
aria-label=${e("menu")}
@click=${()=>{m(this)}}
>
${f(T)}
</button>`:i}
<h1>DJI Dock</h1>
</div>
<nav aria-label=${e("pages")}>
${$.map(t=>a`<a href=${S(t)} aria-current=${this.isOpen(t)?"page":i}
>${e(`tab_${t}`)||j[t]}</a
>`)}
</nav>
</header>
<main>
${this.texts?a`${this.renderNotices(e)} ${this.shown??i}`:i}
</main>`}isOpen(e){let t=this.current?.page;return t===e||t==="dock"&&e==="overview"}renderNotices(e){let t=this.panel?.config?.version,d=s.version!==""&&t!==void 0&&s.version!==t;return a`${d||this.failed?a`<dji-dock-alert level=${d?"info":"error"}
>${e(d?"new_version":"part_failed")}
<button
slot="action"
@click=${()=>{location.reload()}}
>
${e(d?"reload":"retry")}
</button></dji-dock-alert
>`:i}
${s.ready&&!s.live?a`<dji-dock-alert level="warning">${e("reconnecting")}</dji-dock-alert>`:i}`}};o.styles=[g,w,c`
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
/* All of them are to be seen on a phone, without scrolling that nothing tells of. */
:host([narrow]) nav {
flex-wrap: wrap;
}
:host([narrow]) nav a {
flex: auto;
text-align: center;
padding-inline: 8px;
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
`],r([n({attribute:!1})],o.prototype,"hass",2),r([n({type:Boolean,reflect:!0})],o.prototype,"narrow",2),r([n({attribute:!1})],o.prototype,"route",2),r([n({attribute:!1})],o.prototype,"panel",2),r([l()],o.prototype,"shown",2),r([l()],o.prototype,"failed",2),r([l()],o.prototype,"texts",2),o=r([v("dji-dock-panel")],o);export{o as Panel};
