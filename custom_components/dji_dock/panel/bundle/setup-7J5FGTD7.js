import{a as P}from"./chunk-HR45ZW7Y.js";import{f as M}from"./chunk-4KYD5EO5.js";import{a as U}from"./chunk-XWKWJO7H.js";import"./chunk-URQDE46M.js";import{a as A,c as v,d as B,g as _}from"./chunk-OD7S5LMO.js";import{a as w}from"./chunk-SPDV4IOF.js";import"./chunk-GIPVKEPE.js";import{b as N,e as T}from"./chunk-4JQKTK7W.js";import{o as W,p as C,r as G}from"./chunk-WBOMTXL7.js";import{L,Q as H,X as x,b as R,g as E,h as I,o as z,q}from"./chunk-AR4NAABW.js";import{a as m,b as t,e as a,h as b,i as d,j as l,k as O,l as u,m as f,n as $}from"./chunk-NRUQZ3D4.js";import{b as n,c as D,d as g}from"./chunk-YBYLTI2U.js";import{a as r}from"./chunk-JFKSI6I7.js";var F={passed:I,failed:R,open:L},p=class extends b{constructor(){super(...arguments);this.entryId="";this.running=!1}text(e){return n(this.hass,`setup.${e}`)}render(){return t`<div class="row">
        <p class="grow secondary">${this.text("check_about")}</p>
        <button class="primary" ?disabled=${this.running} @click=${this.run}>
          ${this.text(this.checks?"check_again":"check_now")}
        </button>
      </div>
      <div role="status">
        ${this.running?t`<p>${this.text("check_running")}</p>
                <dji-dock-bar label=${this.text("check_running")}></dji-dock-bar>`:a}
        ${this.checks&&!this.running?this.renderResult(this.checks):a}
      </div>
      ${this.error?t`<dji-dock-alert level="error">${w(this.hass,this.error)}</dji-dock-alert>`:a}
      ${this.checks&&!this.running?t`<ol>
              ${this.checks.map(e=>this.renderCheck(e))}
            </ol>`:a}`}renderResult(e){let s=e.filter(y=>y.passed===!1).length,i=s?D(this.hass,"setup.check_failed",s):this.text("check_all_passed");return t`<dji-dock-alert level=${s?"error":"success"} quiet>
      ${i} ${this.when?N(this.hass,this.when):a}
    </dji-dock-alert>`}renderCheck(e){let s=e.passed===null?"open":e.passed?"passed":"failed",i=this.text(`check_name_${e.name}`)||e.name;return t`<li class=${s}>
      ${x(F[s])}
      <div class="grow">
        <strong>${e.dock?`${e.dock}: ${i}`:i}</strong>
        <span class="visually-hidden">${this.text(`check_is_${s}`)}</span>
        ${e.value?t`<code class="secondary">${e.value}</code>`:a}
        <div>${g(this.hass,e.words)}</div>
        ${e.link&&!location.pathname.startsWith(e.link)?t`<a href=${e.link}>${this.text("check_mend")}</a>`:a}
      </div>
    </li>`}async run(){this.running=!0,this.error=void 0;try{this.checks=(await W(this.hass,{entry_id:this.entryId})).checks,this.when=new Date}catch(e){this.error=e}finally{this.running=!1}}};p.styles=[f,$,m`
      :host {
        display: grid;
        gap: 12px;
      }
      ol {
        display: grid;
      }
      li {
        display: flex;
        gap: 12px;
        padding-block: 10px;
        border-block-end: var(--dd-border);
      }
      li:last-child {
        border: none;
      }
      .passed svg {
        color: var(--dd-good);
      }
      .failed svg {
        color: var(--dd-bad);
      }
      .open svg {
        color: var(--secondary-text-color);
      }
      code {
        overflow-wrap: anywhere;
      }
    `],r([d({attribute:!1})],p.prototype,"hass",2),r([d({attribute:!1})],p.prototype,"entryId",2),r([l()],p.prototype,"checks",2),r([l()],p.prototype,"when",2),r([l()],p.prototype,"running",2),r([l()],p.prototype,"error",2),p=r([u("dji-dock-setup-check")],p);var J=2e3,c=class extends b{constructor(){super(...arguments);this.value="";this.label="";this.done="";this.block=!1;this.copied=!1}render(){let e=t`<code>${this.value}</code>`;return t`${this.block?t`<pre tabindex="0" role="region" aria-label=${this.label}>${e}</pre>`:e}
      <button class="icon" aria-label=${this.label} title=${this.label} @click=${this.copy}>
        ${x(this.copied?E:q,20)}
      </button>
      <span class="visually-hidden" role="status">${this.copied?this.done:""}</span>`}async copy(){try{await navigator.clipboard.writeText(this.value)}catch{this.mark()}this.copied=!0,setTimeout(()=>this.copied=!1,J)}mark(){let e=document.createElement("textarea");e.value=this.value,e.style.cssText="position:fixed;inset-inline-start:-999px",this.code.after(e),e.select(),document.execCommand("copy"),e.remove()}};c.styles=[f,$,m`
      :host {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      :host([block]) {
        position: relative;
        display: block;
      }
      code {
        font-family: var(--ha-font-family-code, monospace);
        overflow-wrap: anywhere;
        user-select: all;
      }
      pre {
        margin: 0;
        padding: 12px 52px 12px 12px;
        overflow: auto;
        max-block-size: 320px;
        border-radius: 8px;
        background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
      }
      :host([block]) button {
        position: absolute;
        inset-block-start: 4px;
        inset-inline-end: 4px;
      }
    `],r([d()],c.prototype,"value",2),r([d()],c.prototype,"label",2),r([d()],c.prototype,"done",2),r([d({type:Boolean,reflect:!0})],c.prototype,"block",2),r([l()],c.prototype,"copied",2),r([O("code")],c.prototype,"code",2),c=r([u("dji-dock-copy-value")],c);var K=["gateway","username","organization_id","organization_name","binding_code"],h=class extends b{constructor(){super(...arguments);this.entryId=""}shouldUpdate(e){return e.size!==1||!e.has("hass")?!0:A(this.hass,e.get("hass"))}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.subscribe()}firstUpdated(){this.subscribe()}disconnectedCallback(){super.disconnectedCallback(),this.unsubscribe?.then(e=>e()).catch(()=>{}),this.unsubscribe=void 0}subscribe(){this.error=void 0,this.unsubscribe=G(this.hass,this.entryId,e=>this.info=e),this.unsubscribe.catch(e=>this.error=e)}text(e,s){return n(this.hass,`setup.${e}`,s)}render(){let{info:e}=this;return this.error?t`<dji-dock-alert level="error"
        >${w(this.hass,this.error)}
        <button slot="action" @click=${this.subscribe}>
          ${n(this.hass,"common.retry")}
        </button></dji-dock-alert
      >`:e?e.answer_requests?t`<p class="secondary">${this.text("pilot_about")}</p>
      ${this.renderValues(e)} ${this.renderWaiting(e)} ${this.renderBound(e)}
      ${this.renderSnippets()}`:t`<p>${this.text("other_platform")}</p>`:t`<p role="status">${n(this.hass,"common.loading")}</p>`}renderValues(e){return t`<dl>
        ${K.filter(s=>e[s]).map(s=>{let i=this.text(`value_${s}`);return t`<dt>${i}</dt>
            <dd>
              <dji-dock-copy-value
                .value=${e[s]}
                label=${this.text("copy",{what:i})}
                done=${this.text("copied")}
              ></dji-dock-copy-value>
            </dd>`})}
      </dl>
      <p class="secondary">${this.text("password_yours")}</p>
      ${e.gateway_guessed?t`<dji-dock-alert level="warning" quiet
              >${this.text("gateway_guessed")}</dji-dock-alert
            >`:a}`}renderWaiting(e){let s=e.connected?t`<p class="secondary">${this.text("nobody_knocks")}</p>`:t`<dji-dock-alert level="error" quiet>${this.text("nobody_can_knock")}</dji-dock-alert>`;return t`<h3>${this.text("waiting")}</h3>
      <div aria-live="polite">
        ${e.waiting.length?t`<ul>
                ${e.waiting.map(i=>t`<li>
                      <dji-dock-alert level="warning" quiet>
                        <strong>${[i.model,i.serial].filter(Boolean).join(" \xB7 ")}</strong>
                        <span class="secondary">${T(this.hass,i.since)}</span>
                        <div>${g(this.hass,i.words)}</div>
                      </dji-dock-alert>
                    </li>`)}
              </ul>`:s}
      </div>`}renderBound(e){return e.bound.length?t`<h3>${this.text("bound")}</h3>
      <ul aria-live="polite">
        ${e.bound.map(s=>t`<li class="row">
              <a href=${_("dock",[s.device_id])}>${s.name}</a>
              <span class="secondary">${s.serial}</span>
              <span>${n(this.hass,s.online?"common.online":"common.offline")}</span>
              <span class="secondary">
                ${this.text("bound_since",{ago:T(this.hass,s.since)})}
              </span>
            </li>`)}
      </ul>`:a}renderSnippets(){let{snippets:e}=this;return t`<details @toggle=${this.loadSnippets}>
      <summary>${this.text("snippets")}</summary>
      <div class="snippets">
        ${e?e.map(s=>{let i=this.text(`snippet_${s.name}`)||s.name;return t`<div>
                  <h4>${i}</h4>
                  <dji-dock-copy-value
                    block
                    .value=${s.text}
                    label=${this.text("copy",{what:i})}
                    done=${this.text("copied")}
                  ></dji-dock-copy-value>
                </div>`}):n(this.hass,"common.loading")}
      </div>
    </details>`}async loadSnippets(e){if(e.target.open)try{this.snippets=(await C(this.hass,this.entryId)).snippets}catch(s){this.error=s}}};h.styles=[f,$,m`
      :host {
        display: grid;
        gap: 12px;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(120px, max-content) 1fr;
        gap: 0 16px;
        align-items: center;
      }
      dd {
        min-inline-size: 0;
        min-block-size: 40px;
        display: flex;
        align-items: center;
      }
      dt {
        color: var(--secondary-text-color);
      }
      @media (max-width: 500px) {
        dl {
          grid-template-columns: 1fr;
        }
      }
      ul {
        display: grid;
        gap: 8px;
      }
      .snippets {
        display: grid;
        gap: 12px;
        padding-block-start: 12px;
      }
      summary {
        cursor: pointer;
        padding-block: 8px;
      }
    `],r([d({attribute:!1})],h.prototype,"hass",2),r([d({attribute:!1})],h.prototype,"entryId",2),r([l()],h.prototype,"info",2),r([l()],h.prototype,"snippets",2),r([l()],h.prototype,"error",2),h=r([u("dji-dock-setup-pilot")],h);var X="/config/integrations/integration/dji_dock",k=class extends U{constructor(){super(),new B(this,()=>!1)}text(o){return n(this.hass,`setup.${o}`)}render(){let{hass:o}=this;if(!v.ready)return t`<p role="status">${n(o,"common.loading")}</p>`;let[e]=this.route.parts,s=v.entries.filter(i=>!e||i.entry_id===e);return s.length?t`${M(s,i=>i.entry_id,i=>this.renderEntry(i))}
    ${s.length<v.entries.length?t`<p><a href=${_("setup")}>${this.text("all_entries")}</a></p>`:a}`:t`<dji-dock-empty .icon=${H} heading=${this.text("nothing")}>
        <p>${this.text(v.admin?"nothing_text":"not_yours")}</p>
        ${v.admin?this.renderLink():a}
      </dji-dock-empty>`}renderLink(){return t`<a class="button" href=${X}
      >${x(z,20)} ${this.text("change")}</a
    >`}renderEntry(o){let{hass:e}=this;return t`<article class="card" aria-labelledby=${`title-${o.entry_id}`}>
      <div class="row">
        <h2 class="grow" id=${`title-${o.entry_id}`}>${o.title}</h2>
        ${v.admin?this.renderLink():a}
      </div>
      <div class="parts">${this.renderParts(o)}</div>
      ${o.issues.length?t`<dji-dock-concerns
              single
              .hass=${e}
              .concerns=${P([o],[])}
            ></dji-dock-concerns>`:a}
      ${v.admin?t`<section>
                <h3>${this.text("what_is_wrong")}</h3>
                <dji-dock-setup-check
                  .hass=${e}
                  .entryId=${o.entry_id}
                ></dji-dock-setup-check>
              </section>
              <section>
                <h3>${this.text("pilot")}</h3>
                <dji-dock-setup-pilot
                  .hass=${e}
                  .entryId=${o.entry_id}
                ></dji-dock-setup-pilot>
              </section>`:t`<p class="secondary">${this.text("admins_only")}</p>`}
    </article>`}renderParts(o){let{bucket:e,broker:s}=o,i=(y,Q)=>t`<dji-dock-alert level=${y} quiet>${Q}</dji-dock-alert>`;if(!o.loaded){let y=n(this.hass,"setup.stopped");return i("error",`${y} ${g(this.hass,o.reason)}`)}return t`${s.connected?i("success",this.text("broker_connected")):i("error",this.text("broker_lost"))}
    ${e.configured?e.usable===null?i("info",this.text("bucket_unknown")):e.usable?i("success",this.text("bucket_usable")):i("error",`${this.text("bucket_unusable")} ${g(this.hass,e.error)}`):i("info",this.text("bucket_none"))}
    ${o.answer_requests?a:i("info",this.text("other_platform"))}`}};k.styles=[f,$,m`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      article {
        display: grid;
        gap: var(--dd-gap);
        max-inline-size: 900px;
      }
      .parts {
        display: grid;
        gap: 8px;
      }
      section {
        display: grid;
        gap: 8px;
        padding-block-start: var(--dd-gap);
        border-block-start: var(--dd-border);
      }
    `],k=r([u("dji-dock-page-setup")],k);export{k as SetupPage};
