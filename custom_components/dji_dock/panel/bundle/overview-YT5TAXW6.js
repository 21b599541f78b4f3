import{a as W,b as M}from"./chunk-BTFQWIXA.js";import"./chunk-JYEDT22H.js";import{f as H}from"./chunk-LZBLOXA7.js";import{d as B}from"./chunk-FS4HZFEU.js";import{e as V}from"./chunk-4JQKTK7W.js";import{a as L}from"./chunk-Z6P2WDLX.js";import"./chunk-CFH5UL7E.js";import{G as S,L as I,N as A,r as D}from"./chunk-7O34PZDG.js";import{c as k}from"./chunk-IMT66HIY.js";import{b as c,c as x,d as v,e as O,f as q}from"./chunk-53IXB4Y6.js";import{a as G}from"./chunk-ECNI373C.js";import{a as g,b as o,e as n,h as w,i as u,j as C,l as $,m as y,n as j,p as N,r as l,s as _}from"./chunk-URQ6JHEL.js";import{a as d}from"./chunk-JFKSI6I7.js";var Y=4,h=class extends w{constructor(){super(...arguments);this.concerns=[];this.single=!1;this.all=!1}render(){let e=this.all?this.concerns:this.concerns.slice(0,Y),t=this.concerns.length-e.length;return o`<ul>
        ${e.map(r=>o`<li>${this.renderOne(r)}</li>`)}
      </ul>
      ${t?o`<button @click=${this.showAll}>
              ${x(this.hass,"overview.more",t)}
            </button>`:n}`}showAll(){this.all=!0}renderOne(e){let{hass:t}=this,r=this.single&&e.link===location.pathname,i=v(t,e.words);return o`<dji-dock-alert level=${e.level} quiet>
      <div>
        ${this.single?n:o`<strong>${e.of}</strong>: `}${i}
        ${e.reason?v(t,e.reason):n}
      </div>
      ${e.since?o`<div class="secondary">
              <time datetime=${e.since}>${V(t,e.since)}</time>
            </div>`:n}
      ${e.link&&!r?o`<a slot="action" class="button" href=${e.link}
              >${c(t,"overview.look")}
              <span class="visually-hidden">${e.of}: ${i}</span></a
            >`:n}
    </dji-dock-alert>`}};h.styles=[y,j,g`
      ul {
        display: grid;
        gap: 8px;
      }
      button {
        margin-block-start: 8px;
      }
      .secondary {
        font-size: var(--ha-font-size-s, 12px);
      }
    `],d([u({attribute:!1})],h.prototype,"hass",2),d([u({attribute:!1})],h.prototype,"concerns",2),d([u({type:Boolean})],h.prototype,"single",2),d([C()],h.prototype,"all",2),h=d([$("dji-dock-concerns")],h);var z={error:3,warning:2,info:1};function U(p,m){let e=[];for(let{title:t,issues:r}of p)e.push(...r.map(i=>({...i,of:t,device_id:null})));for(let{name:t,device_id:r,attention:i}of m)e.push(...i.map(s=>({...s,of:t,device_id:r})));return e.sort((t,r)=>z[r.level]-z[t.level]||(r.since??"").localeCompare(t.since??""))}function R(p){return Math.max(0,...p.attention.map(m=>z[m.level]))}var T=["problems","name","heard"];function F(p,m){let e=p.aircraft,t=[p.name,p.serial,p.model,p.area,e?.name,e?.serial,e?.model].join(`
`).toLocaleLowerCase();return m.toLocaleLowerCase().split(/\s+/).every(r=>t.includes(r))}function P(p,m,e){let t=new Intl.Collator(e,{numeric:!0}),r=(s,a)=>t.compare(s.name,a.name)||t.compare(s.serial,a.serial),i={problems:(s,a)=>R(a)-R(s)||a.attention.length-s.attention.length||r(s,a),name:r,heard:(s,a)=>(a.last_heard??"").localeCompare(s.last_heard??"")||r(s,a)};return[...p].sort(i[m])}var f=class extends w{constructor(){super();this.deviceId="";this.line=!1;new _(this,e=>e===`dock:${this.deviceId}`||e===`uploads:${this.deviceId}`)}shouldUpdate(e){return e.size!==1||!e.has("hass")?!0:N(this.hass,e.get("hass"))}render(){let e=l.docks.get(this.deviceId);if(!e)return n;let t=[e.model,e.area].filter(Boolean).join(" \xB7 ");return o`<article class="card ${l.isCurrent(e)?"":"stale"}">
      <dji-dock-picture .hass=${this.hass} .dock=${e} ?compact=${this.line}></dji-dock-picture>
      <div class="text ${this.line?"wide":""}">
        <div>
          <h3><a href=${k("dock",[e.device_id])}>${e.name}</a></h3>
          <div class="secondary">${t}</div>
        </div>
        <div>${this.renderState(e)}</div>
        ${this.renderWork(e)} ${this.renderConcern(e)}
      </div>
    </article>`}renderState(e){let{hass:t}=this;return e.online?[e.mode&&O(t,"sensor","dock_mode",e.mode),e.aircraft&&W(t,e),M(t,e)].filter(Boolean).join(" \xB7 "):e.last_heard?c(t,"overview.offline_since",{ago:V(t,e.last_heard)}):c(t,"common.offline")}renderWork(e){let t=e.upload===null?void 0:l.uploads.get(e.upload);if(!t)return n;let{hass:r}=this,i=q(r,"upload_status",t.status),s=c(r,"overview.log_upload",{status:i}),a=t.progress===null?"":` ${B(r,t.progress)}`;return o`<div>
      <div class="secondary">${s}${a}</div>
      <dji-dock-bar .value=${t.progress} label=${s}></dji-dock-bar>
    </div>`}renderConcern(e){let[t,...r]=e.attention;return t?o`<dji-dock-alert level=${t.level} quiet>
      ${v(this.hass,t.words)}${r.length?o` · ${x(this.hass,"overview.more",r.length)}`:n}
    </dji-dock-alert>`:n}};f.styles=[y,g`
      :host {
        display: block;
        /* What is not on the screen costs nothing. */
        content-visibility: auto;
        contain-intrinsic-size: auto 320px;
      }
      :host([line]) {
        contain-intrinsic-size: auto 90px;
      }
      article {
        block-size: 100%;
        padding: 0;
        overflow: hidden;
        position: relative;
      }
      article:hover {
        border-color: color-mix(in srgb, var(--primary-text-color) 40%, transparent);
      }
      article:focus-within {
        border-color: var(--primary-color, #009ac7);
      }
      .stale {
        opacity: 0.6;
      }
      :host(:not([line])) dji-dock-picture {
        --dd-picture-radius: 0;
      }
      .text {
        padding: 12px 16px 16px;
        display: grid;
        gap: 6px;
      }
      h3 {
        overflow-wrap: anywhere;
      }
      h3 a {
        color: inherit;
        text-decoration: none;
      }
      /* The whole tile leads there. */
      h3 a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
      dji-dock-alert {
        padding: 6px 10px;
        gap: 8px;
      }
      :host([line]) article {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 8px;
      }
      :host([line]) .text {
        padding: 0;
        flex: 1;
        min-inline-size: 0;
        gap: 2px;
      }
      :host([line]) .wide {
        display: grid;
        grid-template-columns: minmax(140px, 1fr) minmax(160px, 1.3fr) minmax(180px, 2fr);
        gap: 4px 16px;
        align-items: center;
      }
      @media (max-width: 800px) {
        :host([line]) .wide {
          grid-template-columns: 1fr;
        }
        :host([line]) dji-dock-picture {
          inline-size: 96px;
        }
      }
    `],d([u({attribute:!1})],f.prototype,"hass",2),d([u({attribute:!1})],f.prototype,"deviceId",2),d([u({type:Boolean,reflect:!0})],f.prototype,"line",2),f=d([$("dji-dock-tile")],f);var J="/config/integrations/integration/dji_dock",Q=5,b=class extends G{constructor(){super();this.order=[];this.ordered="";this.summary="";new _(this,e=>e.startsWith("dock:")&&this.summarize()!==this.summary)}summarize(){return JSON.stringify([...l.docks.values()].map(e=>[e.name,e.attention]))}willUpdate(e){let t=this.summarize(),r=this.sort,i=`${r} ${[...l.docks.keys()].join()} ${r==="heard"?"":t}`;(i!==this.ordered||e.has("route"))&&(this.ordered=i,this.order=P(l.docks.values(),r,this.hass.locale.language).map(s=>s.device_id)),this.summary=t}get sort(){let e=this.route.query.get("sort");return T.find(t=>t===e)??"problems"}text(e){return c(this.hass,`overview.${e}`)}render(){if(!l.ready)return o`<p role="status">${c(this.hass,"common.loading")}</p>`;let e=U(l.entries,l.docks.values());return o`${l.entries.map(t=>this.renderEntry(t))}
    ${e.length?o`<section aria-labelledby="attention">
            <h2 id="attention">${this.text("attention")}</h2>
            <dji-dock-concerns .hass=${this.hass} .concerns=${e}></dji-dock-concerns>
          </section>`:n}
    ${l.docks.size?this.renderDocks():this.renderEmpty()}`}renderEntry(e){let{hass:t}=this;if(e.loaded)return e.broker.connected?n:o`<dji-dock-alert level="error">
        ${c(t,"overview.no_broker",{name:e.title})}
        <a slot="action" class="button" href=${k("setup",[e.entry_id])}
          >${this.text("to_check")}</a
        >
      </dji-dock-alert>`;let r=e.state==="setup_in_progress"||e.state==="unload_in_progress";return o`<dji-dock-alert level=${r?"info":"error"}>
      ${c(t,`overview.entry_${r?"starting":"stopped"}`,{name:e.title})}
      ${v(t,e.reason)}
      ${r?n:o`<a slot="action" class="button" href=${J}
              >${this.text("to_integration")}</a
            >`}
    </dji-dock-alert>`}renderEmpty(){let e=t=>c(this.hass,`common.${t}`);return o`<dji-dock-empty .icon=${S} heading=${e("no_docks")}>
      <p>${e("no_docks_text")}</p>
      <a class="button primary" href=${k("setup")}>${e("to_setup")}</a>
    </dji-dock-empty>`}renderDocks(){let{query:e}=this.route,t=e.get("q")??"",r=l.docks.size>=Q,i=r&&e.get("view")==="list",s=this.order.filter(a=>{let E=l.docks.get(a);return E&&(!r||F(E,t))});return o`<section aria-labelledby="docks">
      <div class="row bar">
        <h2 id="docks">${this.text("docks")}</h2>
        ${r?this.renderTools(t,i):n}
      </div>
      ${r?o`<p class="secondary" role="status">
              ${x(this.hass,"overview.shown",s.length)}
            </p>`:n}
      <div class="tiles ${i?"lines":""}">
        ${H(s,a=>a,a=>o`<dji-dock-tile .hass=${this.hass} .deviceId=${a} ?line=${i}></dji-dock-tile>`)}
      </div>
    </section>`}renderTools(e,t){let r=(i,s,a)=>o`<button
        class="icon"
        aria-label=${this.text(`view_${i}`)}
        title=${this.text(`view_${i}`)}
        aria-pressed=${a}
        @click=${()=>this.change({view:i==="list"?i:null})}
      >
        ${A(s)}
      </button>`;return o`<input
        type="search"
        .value=${e}
        placeholder=${this.text("search")}
        aria-label=${this.text("search")}
        @input=${i=>this.change({q:i.target.value})}
      />
      <div class="row">
        <label>
          <span>${this.text("sort")}</span>
          <select
            @change=${i=>this.change({sort:i.target.value})}
          >
            ${T.map(i=>o`<option value=${i} ?selected=${i===this.sort}>
                  ${this.text(`sort_${i}`)}
                </option>`)}
          </select>
        </label>
        ${r("grid",I,!t)} ${r("list",D,t)}
      </div>`}change(e){L(k("overview",[],{...Object.fromEntries(this.route.query),...e}),!0)}};b.styles=[y,j,g`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      section {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      .tiles {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
      }
      .tiles.lines {
        grid-template-columns: 1fr;
        gap: 8px;
      }
      .bar {
        justify-content: space-between;
      }
      input[type="search"] {
        flex: 1 1 180px;
        max-inline-size: 360px;
        border-radius: 999px;
        padding-inline: 16px;
      }
      button[aria-pressed="true"] {
        background: color-mix(in srgb, var(--primary-color, #009ac7) 20%, transparent);
      }
    `],b=d([$("dji-dock-page-overview")],b);export{b as OverviewPage};
