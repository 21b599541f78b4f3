import{a as B,b as w}from"./chunk-HR45ZW7Y.js";import{d as O,e as W}from"./chunk-VUHWXFGS.js";import{f as N}from"./chunk-4KYD5EO5.js";import{a as A}from"./chunk-XWKWJO7H.js";import"./chunk-URQDE46M.js";import{a as C,c as n,d as y,g as h}from"./chunk-OD7S5LMO.js";import{a as S}from"./chunk-R6CF24J6.js";import"./chunk-GIPVKEPE.js";import{d as H}from"./chunk-M3QEP7XK.js";import{e as q}from"./chunk-4JQKTK7W.js";import{Q as T,V as z,X as D,x as V}from"./chunk-AR4NAABW.js";import{a as g,b as a,e as l,h as R,i as v,l as $,m as x,n as E}from"./chunk-NRUQZ3D4.js";import{b as d,c as k,d as b,e as I,f as L}from"./chunk-YBYLTI2U.js";import{a as m}from"./chunk-JFKSI6I7.js";var j=["problems","name","heard"];function M(p,u){let e=p.aircraft,t=[p.name,p.serial,p.model,p.area,e?.name,e?.serial,e?.model].join(`
`).toLocaleLowerCase();return u.toLocaleLowerCase().split(/\s+/).every(r=>t.includes(r))}function G(p,u,e){let t=new Intl.Collator(e,{numeric:!0}),r=(i,s)=>t.compare(i.name,s.name)||t.compare(i.serial,s.serial),o={problems:(i,s)=>w(s)-w(i)||s.attention.length-i.attention.length||r(i,s),name:r,heard:(i,s)=>(s.last_heard??"").localeCompare(i.last_heard??"")||r(i,s)};return[...p].sort(o[u])}var c=class extends R{constructor(){super();this.deviceId="";this.line=!1;new y(this,e=>e===`dock:${this.deviceId}`||e===`uploads:${this.deviceId}`)}shouldUpdate(e){return e.size!==1||!e.has("hass")?!0:C(this.hass,e.get("hass"))}render(){let e=n.docks.get(this.deviceId);if(!e)return l;let t=[e.model,e.area].filter(Boolean).join(" \xB7 ");return a`<article class="card ${n.isCurrent(e)?"":"stale"}">
      <dji-dock-picture .hass=${this.hass} .dock=${e} ?compact=${this.line}></dji-dock-picture>
      <div class="text ${this.line?"wide":""}">
        <div>
          <h3><a href=${h("dock",[e.device_id])}>${e.name}</a></h3>
          <div class="secondary">${t}</div>
        </div>
        <div>${this.renderState(e)}</div>
        ${this.renderWork(e)} ${this.renderConcern(e)}
      </div>
    </article>`}renderState(e){let{hass:t}=this;return e.online?[e.mode&&I(t,"sensor","dock_mode",e.mode),e.aircraft&&O(t,e),W(t,e)].filter(Boolean).join(" \xB7 "):e.last_heard?d(t,"overview.offline_since",{ago:q(t,e.last_heard)}):d(t,"common.offline")}renderWork(e){let t=e.upload===null?void 0:n.uploads.get(e.upload);if(!t)return l;let{hass:r}=this,o=L(r,"upload_status",t.status),i=d(r,"overview.log_upload",{status:o}),s=t.progress===null?"":` ${H(r,t.progress)}`;return a`<div>
      <div class="secondary">${i}${s}</div>
      <dji-dock-bar .value=${t.progress} label=${i}></dji-dock-bar>
    </div>`}renderConcern(e){let[t,...r]=e.attention;return t?a`<dji-dock-alert level=${t.level} quiet>
      ${b(this.hass,t.words)}${r.length?a` · ${k(this.hass,"overview.more",r.length)}`:l}
    </dji-dock-alert>`:l}};c.styles=[x,g`
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
    `],m([v({attribute:!1})],c.prototype,"hass",2),m([v({attribute:!1})],c.prototype,"deviceId",2),m([v({type:Boolean,reflect:!0})],c.prototype,"line",2),c=m([$("dji-dock-tile")],c);var P="/config/integrations/integration/dji_dock",U=5,f=class extends A{constructor(){super();this.order=[];this.ordered="";this.summary="";new y(this,e=>e.startsWith("dock:")&&this.summarize()!==this.summary)}summarize(){return JSON.stringify([...n.docks.values()].map(e=>[e.name,e.attention]))}willUpdate(e){let t=this.summarize(),r=this.sort,o=`${r} ${[...n.docks.keys()].join()} ${r==="heard"?"":t}`;(o!==this.ordered||e.has("route"))&&(this.ordered=o,this.order=G(n.docks.values(),r,this.hass.locale.language).map(i=>i.device_id)),this.summary=t}get sort(){let e=this.route.query.get("sort");return j.find(t=>t===e)??"problems"}text(e){return d(this.hass,`overview.${e}`)}render(){if(!n.ready)return a`<p role="status">${d(this.hass,"common.loading")}</p>`;let e=B(n.entries,n.docks.values());return a`${n.entries.map(t=>this.renderEntry(t))}
    ${e.length?a`<section aria-labelledby="attention">
            <h2 id="attention">${this.text("attention")}</h2>
            <dji-dock-concerns .hass=${this.hass} .concerns=${e}></dji-dock-concerns>
          </section>`:l}
    ${n.docks.size?this.renderDocks():this.renderEmpty()}`}renderEntry(e){let{hass:t}=this;if(e.loaded)return e.broker.connected?l:a`<dji-dock-alert level="error">
        ${d(t,"overview.no_broker",{name:e.title})}
        <a slot="action" class="button" href=${h("setup",[e.entry_id])}
          >${this.text("to_check")}</a
        >
      </dji-dock-alert>`;let r=e.state==="setup_in_progress"||e.state==="unload_in_progress";return a`<dji-dock-alert level=${r?"info":"error"}>
      ${d(t,`overview.entry_${r?"starting":"stopped"}`,{name:e.title})}
      ${b(t,e.reason)}
      ${r?l:a`<a slot="action" class="button" href=${P}
              >${this.text("to_integration")}</a
            >`}
    </dji-dock-alert>`}renderEmpty(){let e=t=>d(this.hass,`common.${t}`);return a`<dji-dock-empty .icon=${T} heading=${e("no_docks")}>
      <p>${e("no_docks_text")}</p>
      <a class="button primary" href=${h("setup")}>${e("to_setup")}</a>
    </dji-dock-empty>`}renderDocks(){let{query:e}=this.route,t=e.get("q")??"",r=n.docks.size>=U,o=r&&e.get("view")==="list",i=this.order.filter(s=>{let _=n.docks.get(s);return _&&(!r||M(_,t))});return a`<section aria-labelledby="docks">
      <div class="row bar">
        <h2 id="docks">${this.text("docks")}</h2>
        ${r?this.renderTools(t,o):l}
      </div>
      ${r?a`<p class="secondary" role="status">
              ${k(this.hass,"overview.shown",i.length)}
            </p>`:l}
      <div class="tiles ${o?"lines":""}">
        ${N(i,s=>s,s=>a`<dji-dock-tile .hass=${this.hass} .deviceId=${s} ?line=${o}></dji-dock-tile>`)}
      </div>
    </section>`}renderTools(e,t){let r=(o,i,s)=>a`<button
        class="icon"
        aria-label=${this.text(`view_${o}`)}
        title=${this.text(`view_${o}`)}
        aria-pressed=${s}
        @click=${()=>this.change({view:o==="list"?o:null})}
      >
        ${D(i)}
      </button>`;return a`<input
        type="search"
        .value=${e}
        placeholder=${this.text("search")}
        aria-label=${this.text("search")}
        @input=${o=>this.change({q:o.target.value})}
      />
      <div class="row">
        <label>
          <span>${this.text("sort")}</span>
          <select
            @change=${o=>this.change({sort:o.target.value})}
          >
            ${j.map(o=>a`<option value=${o} ?selected=${o===this.sort}>
                  ${this.text(`sort_${o}`)}
                </option>`)}
          </select>
        </label>
        ${r("grid",z,!t)} ${r("list",V,t)}
      </div>`}change(e){S(h("overview",[],{...Object.fromEntries(this.route.query),...e}),!0)}};f.styles=[x,E,g`
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
    `],f=m([$("dji-dock-page-overview")],f);export{f as OverviewPage};
