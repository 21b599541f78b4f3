import{a as u,b as F,c as O,d as B,e as I}from"./chunk-4KYD5EO5.js";import{b as g}from"./chunk-OD7S5LMO.js";import{a as Z}from"./chunk-SPDV4IOF.js";import{b as M,c as V,d as W}from"./chunk-M3QEP7XK.js";import{f as N}from"./chunk-4JQKTK7W.js";import{g as Q}from"./chunk-WBOMTXL7.js";import{P as S,T as H,X as U,b as v,f as x,h as C,m as P}from"./chunk-AR4NAABW.js";import{a as b,b as n,d as y,e as i,g as j,h as D,i as w,j as T,l as L,m as z,n as A}from"./chunk-NRUQZ3D4.js";import{b as l,d as k,f as h}from"./chunk-YBYLTI2U.js";import{a as m}from"./chunk-JFKSI6I7.js";var $=class{constructor(r,t){this.host=r;this.wanted=t;r.addController(this)}hostConnected(){this.timer=setInterval(()=>{this.wanted()&&this.host.requestUpdate()},1e3)}hostDisconnected(){clearInterval(this.timer)}};var J={queued:[H,""],stalled:[v,"warn"],canceling:[x,""],uploaded:[C,"good"],failed:[P,"bad"],canceled:[x,""]};function R(o,r){let[t,e]=J[r.status]??[S,"busy"],s=r.partial===!0&&r.status==="uploaded",a=s?l(o,"uploads.partial"):h(o,"upload_status",r.status);return n`<span class="status ${s?"warn":e}"
    >${U(s?v:t,20)}${a}</span
  >`}var Y=b`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-weight: 500;
  }
  .status.good {
    color: var(--dd-good);
  }
  .status.bad {
    color: var(--dd-bad);
  }
  .status.warn {
    color: var(--dd-warn);
  }
  .status.busy {
    color: var(--dd-link);
  }
`;var K=new WeakMap;function _(o,r=Date.now()){if(o.eta===null)return null;let t=K.get(o);return t===void 0&&K.set(o,t=r),X(Math.max(0,o.eta-(r-t)/1e3))}function X(o){let r=o>600?60:o>120?10:1;return Math.round(o/r)*r}function q(o,r){return new Promise(t=>{let e=document.createElement("div"),s=null,a=()=>e.querySelector("dji-dock-dialog");j(n`<dji-dock-dialog
        .heading=${r.heading}
        .closeLabel=${r.keep}
        @closed=${()=>{e.remove(),t(s)}}
      >
        <p>${r.text}</p>
        ${r.option===void 0?i:n`<label><input type="checkbox" /> ${r.option}</label>`}
        <button slot="actions" @click=${()=>a()?.close()}>${r.keep}</button>
        <button
          slot="actions"
          class="danger"
          @click=${()=>{s={option:e.querySelector("input")?.checked??!1},a()?.close()}}
        >
          ${r.action}
        </button>
      </dji-dock-dialog>`,e),o.append(e)})}var d=class extends D{constructor(){super();this.error="";this.canceling=null;new $(this,()=>!g(this.upload))}render(){let{hass:t,upload:e}=this,s=e.files;return n`<div class="row">
        <div class="title"><slot></slot></div>
        ${R(t,e)}
        ${e.may.cancel&&!g(e)?n`<button ?disabled=${this.canceling!==null} @click=${()=>this.cancel()}>
                ${l(t,"uploads.cancel_upload")}
              </button>`:i}
      </div>
      ${this.renderWhole()}
      ${s.length?n`<ul>
              ${s.map(a=>this.renderFile(a))}
            </ul>`:i}
      ${e.words?n`<p>${k(t,e.words)}</p>`:i}
      ${this.error?n`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:i}`}renderWhole(){let{hass:t,upload:e}=this;if(e.status==="queued"){let a=e.position===null?"waits":"waits_at",p=String(e.position);return n`<p class="secondary">${l(t,`uploads.${a}`,{place:p})}</p>`}let s=_(e);return g(e)||s===null||e.files.length<2?i:n`<p class="secondary">${this.left(s)}</p>`}left(t){return l(this.hass,"uploads.left",{time:N(this.hass,t)})}renderFile(t){let{hass:e,upload:s}=this,a=h(e,"log_module",t.module),p=g(t),c=_(t),E=[p?M(e,t.stored_size??t.size):W(e,t.progress),t.rate===null?"":V(e,t.rate),c===null?"":this.left(c)],f=s.files.filter(G=>!g(G)).length>1;return n`<li>
      <div class="line">
        <span class="name">${a}</span>
        ${s.files.length>1||t.status!==s.status?R(e,t):i}
        <span class="figures">${E.filter(Boolean).join(" \xB7 ")}</span>
        ${f&&!p&&s.may.cancel&&t.status!=="canceling"?n`<button
                ?disabled=${this.canceling!==null}
                @click=${()=>this.cancel(t.module)}
              >
                ${l(e,"uploads.cancel_module",{module:a})}
              </button>`:i}
      </div>
      <dji-dock-bar
        .value=${t.status==="uploaded"?100:p?t.progress??0:t.progress}
        .label=${`${a}: ${h(e,"upload_status",t.status)}`}
        .tone=${tt[t.status]??""}
      ></dji-dock-bar>
      ${t.words?n`<p class="secondary">${k(e,t.words)}</p>`:i}
    </li>`}async cancel(t){let{hass:e,upload:s}=this,{device_id:a,upload_id:p}=s,c=f=>l(e,`uploads.${f}`);if(await q(this.renderRoot,{heading:c("cancel_heading"),text:c(s.status==="queued"?"cancel_waiting_text":"cancel_text"),action:t?l(e,"uploads.cancel_module",{module:h(e,"log_module",t)}):c("cancel_upload"),keep:c("keep")})){this.canceling=t??"",this.error="";try{await Q(e,{device_id:a,upload_id:p,...t?{modules:[t]}:{}})}catch(f){this.error=Z(e,f)}finally{this.canceling=null}}}};d.styles=[z,A,Y,b`
      :host {
        display: grid;
        gap: var(--dd-small-gap);
      }
      .title {
        flex: 1 1 220px;
      }
      ul {
        display: grid;
        gap: 12px;
      }
      li {
        display: grid;
        gap: 4px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 12px;
        min-block-size: 32px;
      }
      .name {
        font-weight: 500;
        min-inline-size: 72px;
      }
      .figures {
        font-variant-numeric: tabular-nums;
        margin-inline-start: auto;
      }
      button {
        min-block-size: 36px;
      }
    `],m([w({attribute:!1})],d.prototype,"hass",2),m([w({attribute:!1})],d.prototype,"upload",2),m([T()],d.prototype,"error",2),m([T()],d.prototype,"canceling",2),d=m([L("dji-dock-upload")],d);var tt={uploaded:"good",failed:"bad",canceled:"still",stalled:"still"};var Lt=F(class extends O{constructor(o){if(super(o),o.type!==u.PROPERTY&&o.type!==u.ATTRIBUTE&&o.type!==u.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!B(o))throw Error("`live` bindings can only contain a single expression")}render(o){return o}update(o,[r]){if(r===y||r===i)return r;let t=o.element,e=o.name;if(o.type===u.PROPERTY){if(r===t[e])return y}else if(o.type===u.BOOLEAN_ATTRIBUTE){if(!!r===t.hasAttribute(e))return y}else if(o.type===u.ATTRIBUTE&&t.getAttribute(e)===r+"")return y;return I(o),r}});function et(o,r){let t=new Intl.DateTimeFormat("en-US",{...o.locale.time_zone==="server"?{timeZone:o.config.time_zone}:{},hourCycle:"h23",year:"numeric",month:"2-digit",day:"2-digit",hour:"2-digit",minute:"2-digit"}).formatToParts(r),e=s=>t.find(a=>a.type===s)?.value??"";return`${e("year").padStart(4,"0")}-${e("month")}-${e("day")}T${e("hour")}:${e("minute")}`}function Ot(o,r){let t=Date.parse(`${r}Z`);if(Number.isNaN(t))return null;let e=t;for(let s=0;s<2;s++)e+=t-ot(o,e);return e}function ot(o,r){return Date.parse(`${et(o,r)}Z`)+r%6e4}export{_ as a,$ as b,q as c,R as d,Y as e,et as f,Ot as g,Lt as h};
