import{a as Te,b as Ve,c as Z,d as Re,e as Se,g as Le,h as M}from"./chunk-COAZBTSS.js";import{b as fe,c as we,f as Y}from"./chunk-4KYD5EO5.js";import"./chunk-CUD4LO4P.js";import{a as $e}from"./chunk-XWKWJO7H.js";import"./chunk-URQDE46M.js";import{b as D,c as m,d as C,g as k}from"./chunk-OD7S5LMO.js";import{a as v}from"./chunk-SPDV4IOF.js";import{a as L,c as b}from"./chunk-R6CF24J6.js";import"./chunk-GIPVKEPE.js";import{b as T,c as ye,d as ke}from"./chunk-M3QEP7XK.js";import{c as $,f as ge}from"./chunk-4JQKTK7W.js";import{a as X,b as ve,c as xe,d as be,g as _e,h as Ue}from"./chunk-WBOMTXL7.js";import{R as he,U as H,X as z,d as ae,l as de,q as le,r as ce,s as pe}from"./chunk-AR4NAABW.js";import{a as x,b as d,d as K,e as c,h as ue,i as S,j as f,l as j,m as F,n as O,o as me}from"./chunk-NRUQZ3D4.js";import{b as p,c as _,d as U,f as P}from"./chunk-YBYLTI2U.js";import{a as u}from"./chunk-JFKSI6I7.js";var Je={},ze=fe(class extends we{constructor(){super(...arguments),this.ot=Je}render(s,i){return i()}update(s,[i,e]){if(Array.isArray(i)){if(Array.isArray(this.ot)&&this.ot.length===i.length&&i.every((t,r)=>t===this.ot[r]))return K}else if(this.ot===i)return K;return this.ot=Array.isArray(i)?Array.from(i):i,this.render(i,e)}});var E=["in_progress","waiting","uploaded","failed","canceled"],te={in_progress:["requested","pulling","compressing","uploading","stalled","canceling"],waiting:["queued"],uploaded:["uploaded"],failed:["failed"],canceled:["canceled"]};function Qe(s){return E.find(i=>te[i].includes(s))??"in_progress"}function Ee(s){let i=(s.get("status")??"").split(",");return{groups:E.filter(e=>i.includes(e)||te[e].some(t=>i.includes(t))),dock:s.get("dock")??"",since:s.get("since")??"",until:s.get("until")??""}}function A({groups:s,...i}){return{status:s.join(","),...i}}function N(s,i,e){if(!i.includes("T")){let r=Le(s,`${i}T${e?"23:59":"00:00"}`);return r===null||!e?r:r+59999}let t=Date.parse(i);return Number.isNaN(t)?null:t}var Me=s=>s===null?void 0:new Date(s).toISOString();function ie(s,i){return{device_id:i.dock||void 0,status:i.groups.length?i.groups.flatMap(e=>te[e]):void 0,since:Me(N(s,i.since,!1)),until:Me(N(s,i.until,!0))}}function He(s,i,e){let t=Date.parse(e.created),r=N(s,i.since,!1),o=N(s,i.until,!0);return(!i.groups.length||i.groups.includes(Qe(e.status)))&&(!i.dock||i.dock===e.device_id)&&(r===null||t>=r)&&(o===null||t<=o)}function ee(s,i){return Date.parse(i.created)-Date.parse(s.created)||(s.upload_id<i.upload_id?1:s.upload_id>i.upload_id?-1:0)}function je(s,i,e,t,r){let o=s.filter(h=>!e.has(h.upload_id)).map(h=>i.get(h.upload_id)??h),a=new Set(o.map(h=>h.upload_id)),n=o.at(-1),l=[...i.values()].filter(h=>!a.has(h.upload_id)&&!e.has(h.upload_id)&&t(h)&&(r||n!==void 0&&ee(h,n)<0));return l.length?[...o,...l].sort(ee):o}function Fe(s,i){let e=i.at(-1);return e?[...i,...s.filter(t=>ee(e,t)<0)]:[]}function G(s){let i=s.files.filter(e=>e.deleted).length;return i===0?"none":i===s.files.length?"all":"some"}function se(s){let e=s.files.map(t=>t.stored_size??t.size).filter(t=>t!==null);return e.length?e.reduce((t,r)=>t+r,0):null}function V(s,i){let e=Math.ceil(s.length/i);return Array.from({length:e},(t,r)=>s.slice(r*i,(r+1)*i))}var Ke=200;function re(s,i){return new Map(i.map(({upload_id:e,words:t})=>[e,U(s,t)]))}async function q(s,i,e){let t=n=>p(i,`uploads.${n}`),r=e.some(n=>n.may.download),o=await Z(s,{heading:_(i,"uploads.delete_heading",e.length),text:t("delete_text"),action:p(i,"common.delete"),keep:p(i,"common.cancel"),...r?{option:t("delete_objects")}:{}});if(!o)return;let a={deleted:new Set,failed:new Map};for(let n of V(e,Ke)){let l=n.map(({device_id:R,upload_id:Q})=>({device_id:R,upload_id:Q})),{deleted:h,failed:y}=await be(i,l,o.option);for(let{upload_id:R}of h)a.deleted.add(R);for(let[R,Q]of re(i,y))a.failed.set(R,Q)}return a}async function Oe(s,i,{device_id:e,upload_id:t,status:r}){let o=n=>p(i,`uploads.${n}`);await Z(s,{heading:o("cancel_heading"),text:o(r==="queued"?"cancel_waiting_text":"cancel_text"),action:o("cancel_upload"),keep:o("keep")})&&await _e(i,{device_id:e,upload_id:t})}async function I(s,{device_id:i,upload_id:e}){let t=await Ue(s,{device_id:i,upload_id:e});return{device_id:i,upload_id:t.upload_id}}var Ye=600,Xe=50;async function B(s,i){let e={links:[],failed:[]};for(let t of V(i,Xe)){let{links:r,failed:o}=await xe(s,t.map(({device_id:a,upload_id:n})=>({device_id:a,upload_id:n})));e.links.push(...r),e.failed.push(...o)}return e}function W(s,i=location.protocol){return i==="https:"&&s.some(({url:e})=>e.startsWith("http:"))}async function J(s,i=Ze,e=Ye){for(let[t,r]of s.entries())t>0&&await new Promise(o=>setTimeout(o,e)),i(r)}function Ze({url:s,name:i}){let e=document.createElement("a");e.href=s,e.download=i,e.rel="noreferrer",e.style.display="none",document.body.append(e),e.click(),e.remove()}var w=class extends ue{constructor(){super();this.device="";this.upload="";this.back="";this.error="";this.gone="";this.busy=!1;this.asked="";new C(this,e=>e===`uploads:${this.device}`)}text(e,t){return p(this.hass,`uploads.${e}`,t)}willUpdate(){let e=`${this.device} ${this.upload}`;e!==this.asked?(this.asked=e,this.known=this.links=void 0,this.error=this.gone="",this.load()):this.entries!==m.entries&&this.load(),this.entries=m.entries;let t=m.uploads.get(this.upload);t&&t!==this.known&&(this.known=t,this.gone=""),m.gone.has(this.upload)&&(this.gone||=this.text("gone_text"))}async load(){let{asked:e}=this;try{let t=await ve(this.hass,{device_id:this.device,upload_id:this.upload});e===this.asked&&(this.known=m.uploads.get(this.upload)??t)}catch(t){e===this.asked&&!this.known&&(this.gone=v(this.hass,t))}}render(){return d`<a class="button back" href=${this.back}
        >${z(ae,20)}${this.text("back")}</a
      >
      ${this.gone?d`<dji-dock-empty .icon=${H} .heading=${this.text("gone")}>
              <p>${this.gone}</p>
            </dji-dock-empty>`:this.known?this.renderUpload(this.known):d`<p class="secondary">${p(this.hass,"common.loading")}</p>`}`}renderUpload(e){let{hass:t}=this,r=G(e);return d`<section class="card">
        <dji-dock-upload .hass=${t} .upload=${e}
          ><h2>${e.dock}, ${$(t,e.created)}</h2></dji-dock-upload
        >
        ${r==="none"?c:d`<dji-dock-alert level="info"
                >${this.text(`deleted_${r}_text`)}</dji-dock-alert
              >`}
        <div class="row">${this.renderDeeds(e)}</div>
        ${this.error?d`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:c}
      </section>
      ${this.links?this.renderLinks(this.links):c}
      <section class="card">
        <h3>${this.text("details")}</h3>
        ${this.renderFacts(e)}
      </section>`}renderDeeds(e){let{hass:t,busy:r}=this,{may:o}=e;return d`${o.download?d`<button class="primary" ?disabled=${r} @click=${()=>this.download(e)}>
              ${p(t,"common.download")}
            </button>
            <button ?disabled=${r} @click=${()=>this.showLinks(e)}>
              ${this.text("links")}
            </button>`:c}
    ${o.retry?d`<button ?disabled=${r} @click=${()=>this.again(e)}>
            ${this.text("do_retry")}
          </button>`:c}
    ${o.delete?d`<button ?disabled=${r} @click=${()=>this.discard(e)}>
            ${p(t,"common.delete")}
          </button>`:c}`}renderLinks(e){return d`<section class="card">
      <h3>${this.text("links")}</h3>
      <p class="secondary">${this.text("links_text")}</p>
      <ul>
        ${e.map(t=>d`<li>
              <div>
                <a href=${t.url} rel="noreferrer" target="_blank">${t.name}</a>
                <span class="secondary">${T(this.hass,t.size)}</span>
              </div>
              <div class="link">
                <input
                  readonly
                  .value=${t.url}
                  aria-label=${t.name}
                  @focus=${r=>{r.target.select()}}
                />
                <button @click=${r=>this.copy(r)}>
                  ${z(le,20)}${this.text("copy")}
                </button>
              </div>
            </li>`)}
      </ul>
    </section>`}copy(e){e.currentTarget.parentElement?.querySelector("input")?.select(),document.execCommand("copy")&&b(this,this.text("copied"))}renderFacts(e){let{hass:t}=this,r=[["fact_started",$(t,e.created)],["fact_heard",e.heard&&$(t,e.heard)],["fact_finished",e.finished&&$(t,e.finished)],["fact_by",e.adopted?this.text("fact_adopted"):null],["fact_id",e.upload_id]];return d`<dl>
        ${r.map(([o,a])=>a?d`<dt>${this.text(o)}</dt>
                <dd>${a}</dd>`:c)}
      </dl>
      ${e.files.map(o=>this.renderFile(o))}`}renderFile(e){let{hass:t}=this,r=[["fact_logs",e.boot_indexes.join(", ")],["fact_size",e.size===null?"":T(t,e.size)],["fact_key",e.object_key]];return d`<h4>${P(t,"log_module",e.module)}</h4>
      <dl>
        ${r.map(([o,a])=>a?d`<dt>${this.text(o)}</dt>
                <dd>${a}</dd>`:c)}
        ${e.deleted?d`<dt></dt>
                <dd>${this.text("deleted_all")}</dd>`:c}
      </dl>`}async run(e){this.busy=!0,this.error="";try{await e()}catch(t){this.error=v(this.hass,t)}finally{this.busy=!1}}download(e){return this.run(async()=>{let t=await this.ask(e);W(t)?(this.links=t,this.error=this.text("mixed")):await J(t)})}showLinks(e){return this.run(async()=>{this.links=await this.ask(e)})}async ask(e){let{links:t,failed:r}=await B(this.hass,[e]),[o]=r;if(o)throw new Error(U(this.hass,o.words));return t}again(e){return this.run(async()=>{let t=await I(this.hass,e);b(this,this.text("retried")),L(k("uploads",[t.device_id,t.upload_id]))})}discard(e){return this.run(async()=>{let t=await q(this.renderRoot,this.hass,[e]);t&&(this.error=t.failed.get(e.upload_id)??"",t.deleted.size&&L(this.back,!0))})}};w.styles=[F,O,x`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .card {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 16px;
      }
      dt {
        color: var(--secondary-text-color);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .back {
        justify-self: start;
      }
      ul {
        display: grid;
        gap: 12px;
      }
      .link {
        display: flex;
        gap: 8px;
      }
      .link input {
        flex: 1;
        min-inline-size: 0;
      }
    `],u([S({attribute:!1})],w.prototype,"hass",2),u([S({attribute:!1})],w.prototype,"device",2),u([S({attribute:!1})],w.prototype,"upload",2),u([S({attribute:!1})],w.prototype,"back",2),u([f()],w.prototype,"known",2),u([f()],w.prototype,"error",2),u([f()],w.prototype,"gone",2),u([f()],w.prototype,"links",2),u([f()],w.prototype,"busy",2),w=u([j("dji-dock-upload-detail")],w);var et=[["download",pe],["retry",he],["cancel",de],["delete",ce]];function oe(s,i){return`${i.dock}, ${$(s,i.created)}`}function De(s,{hass:i,ticked:e,handler:t}){return d`<input
    type="checkbox"
    aria-label=${oe(i,s)}
    .checked=${M(e)}
    @click=${r=>{t.tick(s,r.target.checked,r.shiftKey)}}
  />`}function Ce(s,{hass:i}){return d`<a href=${k("uploads",[s.device_id,s.upload_id])}
    >${$(i,s.created)}</a
  >`}function Pe(s,i){let{hass:e}=i,t=(a,n)=>p(e,`uploads.${a}`,n),r=G(s),o=s.words??s.files.find(a=>a.words)?.words;return d`${Re(e,s)}
  ${r==="none"?c:d`<span class="tag">${t(`deleted_${r}`)}</span>`}
  ${s.status==="queued"&&s.position!==null?d`<span class="secondary">${t("waits_at",{place:String(s.position)})}</span>`:c}
  ${s.status==="queued"||D(s)?c:tt(s,i)}
  ${o?d`<p class="why">${U(e,o)}</p>`:c}
  ${i.error?d`<p class="why bad" role="alert">${i.error}</p>`:c}`}function tt(s,{hass:i}){let e=Te(s),t=[s.progress===null?"":ke(i,s.progress),s.rate===null?"":ye(i,s.rate),e===null?"":p(i,"uploads.left",{time:ge(i,e)})];return d`<span class="figures">${t.filter(Boolean).join(" \xB7 ")}</span>
    <dji-dock-bar
      .value=${s.progress}
      .label=${oe(i,s)}
      .tone=${s.status==="stalled"?"still":""}
    ></dji-dock-bar>`}function Ne(s,i){return i.modules.map(e=>P(s,"log_module",e)).join(", ")}function Ae(s,{hass:i,busy:e,handler:t}){return d`<span class="deeds"
    >${et.map(([r,o])=>{if(!s.may[r])return c;let a=p(i,`uploads.do_${r}`);return d`<button
        class="icon"
        title=${a}
        aria-label="${a}: ${oe(i,s)}"
        ?disabled=${e}
        @click=${()=>t.act(s,r)}
      >
        ${z(o)}
      </button>`})}</span
  >`}function Ge(s,i){let{hass:e,ticked:t}=i;return d`<tr class=${t?"picked":""} aria-busy=${i.busy?"true":"false"}>
    <td>${De(s,i)}</td>
    <td>${Ce(s,i)}</td>
    <td>${s.dock}</td>
    <td><div class="state">${Pe(s,i)}</div></td>
    <td>${Ne(e,s)}</td>
    <td class="figure">${T(e,se(s))}</td>
    <td class="end">${Ae(s,i)}</td>
  </tr>`}function qe(s,i){let{hass:e,ticked:t}=i,r=se(s);return d`<li class="card ${t?"picked":""}">
    <div class="row">
      ${De(s,i)}
      <span class="grow"><strong>${s.dock}</strong><br />${Ce(s,i)}</span>
    </div>
    <div class="state">${Pe(s,i)}</div>
    <div class="row">
      <span class="secondary grow"
        >${Ne(e,s)}${r===null?"":` \xB7 ${T(e,r)}`}</span
      >
      ${Ae(s,i)}
    </div>
  </li>`}var Ie=x`
  table {
    border-collapse: collapse;
    inline-size: 100%;
    table-layout: fixed;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--secondary-text-color);
  }
  th,
  td {
    padding: 6px 8px;
    overflow-wrap: anywhere;
    border-block-end: var(--dd-border);
  }
  td {
    block-size: 53px;
  }
  tbody tr:hover {
    background: color-mix(in srgb, var(--primary-text-color) 4%, transparent);
  }
  tr.picked,
  li.picked {
    background: color-mix(
      in srgb,
      var(--primary-color, #009ac7) 10%,
      var(--card-background-color, #fff)
    );
  }
  .figure {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .figures {
    font-variant-numeric: tabular-nums;
  }
  .end {
    text-align: end;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .state dji-dock-bar,
  .why {
    flex: 1 0 100%;
  }
  .why {
    color: var(--secondary-text-color);
  }
  .why.bad {
    color: var(--dd-bad);
  }
  .tag {
    border: var(--dd-border);
    border-radius: 999px;
    padding: 1px 10px;
    font-size: 0.93em;
  }
  .deeds {
    display: inline-flex;
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  li.card {
    display: grid;
    gap: 8px;
    padding: 12px;
  }
`;var ne=100,it=200,Be=["created","dock","status","modules","size"],g=class extends $e{constructor(){super();this.rows=[];this.loading=!1;this.loaded=!1;this.error="";this.picked=new Set;this.busy=new Set;this.problems=new Map;this.told="";this.next=null;this.asked="";this.run=0;this.scrolled=0;this.second=0;this.watch=new IntersectionObserver(e=>{e.some(t=>t.isIntersecting)&&this.more()},{rootMargin:"600px"});new C(this),new Ve(this,()=>(this.second+=1,!this.isDetail&&this.rows.some(e=>e.eta!==null)))}disconnectedCallback(){super.disconnectedCallback(),this.watch.disconnect()}get isDetail(){return this.route.parts.length>1}get filter(){return Ee(this.route.query)}text(e,t){return p(this.hass,`uploads.${e}`,t)}willUpdate(e){if(e.has("route")&&this.isDetail&&!We(e.get("route"))&&(this.scrolled=window.scrollY),this.isDetail||!m.ready)return;let t=this.filter,r=JSON.stringify(t);if(r!==this.asked?(this.asked=r,this.rows=[],this.next=null,this.loaded=!1,this.picked=new Set,this.problems=new Map,this.entries=m.entries,this.load()):this.entries!==m.entries&&(this.entries=m.entries,m.live&&this.load()),!this.loaded)return;this.rows=je(this.rows,m.uploads,m.gone,a=>He(this.hass,t,a),this.next===null);let o=new Set(this.rows.map(a=>a.upload_id));[...this.picked].some(a=>!o.has(a))&&(this.picked=new Set([...this.picked].filter(a=>o.has(a))))}updated(e){this.watch.disconnect();let t=this.renderRoot.querySelector("#more");t&&this.watch.observe(t),e.has("route")&&We(e.get("route"))&&!this.isDetail&&window.scrollTo({top:this.scrolled})}async load(){let e=++this.run,t=Math.min(it,Math.max(ne,this.rows.length));this.loading=!0,this.error="";try{let{uploads:r,next:o}=await X(this.hass,{...ie(this.hass,this.filter),limit:t});if(e!==this.run)return;let a=Fe(this.rows,r);a.length===r.length&&(this.next=o),this.rows=a,this.loaded=!0}catch(r){e===this.run&&(this.error=v(this.hass,r))}finally{e===this.run&&(this.loading=!1)}}async more(){if(this.loading||this.next===null)return;let e=++this.run;this.loading=!0;try{let{uploads:t,next:r}=await X(this.hass,{...ie(this.hass,this.filter),before:this.next,limit:ne});if(e!==this.run)return;let o=new Set(this.rows.map(a=>a.upload_id));this.rows=[...this.rows,...t.filter(a=>!o.has(a.upload_id))],this.next=r}catch(t){e===this.run&&(this.error=v(this.hass,t))}finally{e===this.run&&(this.loading=!1)}}tick(e,t,r){let o=this.rows.map(y=>y.upload_id),a=o.indexOf(e.upload_id),n=r&&this.lastRow!==void 0?o.indexOf(this.lastRow):a,l=n<0?a:n,h=new Set(this.picked);for(let y of o.slice(Math.min(a,l),Math.max(a,l)+1))t?h.add(y):h.delete(y);this.picked=h,this.lastRow=e.upload_id}act(e,t){this.deed([e],t)}async deed(e,t){let r=e.map(n=>n.upload_id);this.busy=new Set([...this.busy,...r]),this.told="";let o=new Map(this.problems);for(let n of r)o.delete(n);try{for(let[n,l]of await this.carryOut(e,t))o.set(n,l)}catch(n){for(let l of r)o.set(l,v(this.hass,n))}finally{this.busy=new Set([...this.busy].filter(n=>!r.includes(n))),this.problems=o}let a=r.filter(n=>o.has(n)).length;a&&r.length>1&&(this.told=_(this.hass,"uploads.not_done",a))}async carryOut(e,t){let{hass:r}=this,o=this.renderRoot,[a]=e;if(!a)return new Map;switch(t){case"download":{let{links:n,failed:l}=await B(r,e);return W(n)?new Map(e.map(h=>[h.upload_id,this.text("mixed")])):(await J(n),re(r,l))}case"retry":return await I(r,a),b(this,this.text("retried")),new Map;case"cancel":return await Oe(o,r,a),new Map;case"delete":{let n=await q(o,r,e);return n?(n.deleted.size&&(this.rows=this.rows.filter(l=>!n.deleted.has(l.upload_id)),b(this,_(r,"uploads.deleted",n.deleted.size)),await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()),n.failed):new Map}}}render(){let{hass:e}=this;if(!m.ready)return d`<p class="secondary">${p(e,"common.loading")}</p>`;let[t,r]=this.route.parts;if(t&&r)return d`<dji-dock-upload-detail
        .hass=${e}
        .device=${t}
        .upload=${r}
        .back=${k("uploads",[],this.asked?A(JSON.parse(this.asked)):{})}
      ></dji-dock-upload-detail>`;let o=this.filter;return d`<h2 id="heading" class="visually-hidden" tabindex="-1">${this.text("heading")}</h2>
      ${this.renderFilters(o)}
      ${this.error?d`<dji-dock-alert level="error"
              >${this.error}
              <button slot="action" @click=${()=>{this.load()}}>
                ${p(e,"common.retry")}
              </button></dji-dock-alert
            >`:c}
      ${this.told?d`<dji-dock-alert level="error">${this.told}</dji-dock-alert>`:c}
      ${this.rows.length?this.renderRows():this.renderNone(o)}
      ${this.next===null?c:d`<button id="more" ?disabled=${this.loading} @click=${()=>{this.more()}}>
              ${p(e,this.loading?"common.loading":"common.more")}
            </button>`}
      ${this.picked.size?this.renderBulk():c}`}go(e){L(k("uploads",[],A(e)),!0)}renderFilters(e){let{hass:t}=this,r=n=>{let l=e.groups.includes(n),h=E.filter(y=>y===n?!l:e.groups.includes(y));this.go({...e,groups:h})},o=[...m.docks.values()].sort((n,l)=>n.name.localeCompare(l.name)),a=n=>d`<label
        >${this.text(n)}
        <input
          type="date"
          .value=${e[n].slice(0,10)}
          @change=${l=>{this.go({...e,[n]:l.target.value})}}
      /></label>`;return d`<div class="filters">
      <div class="row" role="group" aria-label=${this.text("filter")}>
        <button
          class="chip"
          aria-pressed=${e.groups.length?"false":"true"}
          @click=${()=>this.go({...e,groups:[]})}
        >
          ${this.text("all")}
        </button>
        ${E.map(n=>d`<button
              class="chip"
              aria-pressed=${e.groups.includes(n)?"true":"false"}
              @click=${()=>r(n)}
            >
              ${this.text(`group_${n}`)}
            </button>`)}
      </div>
      ${o.length>1||e.dock?d`<select
              aria-label=${p(t,"common.choose_dock")}
              @change=${n=>{this.go({...e,dock:n.target.value})}}
            >
              <option value="">${p(t,"common.all_docks")}</option>
              ${o.map(({device_id:n,name:l})=>d`<option value=${n} ?selected=${n===e.dock}>
                    ${l}
                  </option>`)}
            </select>`:c}
      <div class="days">${a("since")} ${a("until")}</div>
    </div>`}renderNone(e){let{hass:t}=this;if(!this.loaded)return d`<p class="secondary">
        ${this.error?c:p(t,"common.loading")}
      </p>`;let r=Object.values(A(e)).some(Boolean);return d`<dji-dock-empty
      .icon=${H}
      .heading=${this.text(r?"none_fits":"none")}
    >
      ${r?d`<button
              class="primary"
              @click=${()=>this.go({groups:[],dock:"",since:"",until:""})}
            >
              ${this.text("show_all")}
            </button>`:d`<p>${this.text("none_text")}</p>
              <a class="button primary" href=${k("logs")}>${this.text("to_logs")}</a>`}
    </dji-dock-empty>`}look(e){let t=e.upload_id;return{hass:this.hass,ticked:this.picked.has(t),busy:this.busy.has(t),error:this.problems.get(t)??"",handler:this}}renderRows(){let e=V(this.rows,ne),t=o=>a=>{let n=this.look(a),l=D(a)?0:this.second,h=[a,n.ticked,n.busy,n.error,l,this.hass.localize,o];return ze(h,()=>o(a,n))},r=o=>o.upload_id;return this.narrow?d`${e.map(o=>d`<ul class="block" style="--rows:${o.length}">
            ${Y(o,r,t(qe))}
          </ul>`)}`:d`<div class="list card">
      ${e.map((o,a)=>d`<table
            class="block"
            style="--rows:${o.length}"
            aria-label=${this.text("heading")}
          >
            ${this.renderHead(a===0)}
            <tbody>
              ${Y(o,r,t(Ge))}
            </tbody>
          </table>`)}
    </div>`}renderHead(e){let t=this.picked.size;return d`<colgroup>
        <col class="box" />
        ${Be.map(r=>d`<col class="c-${r}" />`)}
        <col class="c-deeds" />
      </colgroup>
      ${e?d`<thead>
              <tr>
                <th>
                  <input
                    type="checkbox"
                    aria-label=${this.text("select_all")}
                    .checked=${M(t>0&&t===this.rows.length)}
                    .indeterminate=${M(t>0&&t<this.rows.length)}
                    @click=${r=>{let o=r.target.checked;this.picked=new Set(o?this.rows.map(a=>a.upload_id):[])}}
                  />
                </th>
                ${Be.map(r=>d`<th scope="col" class=${r==="size"?"figure":""}>
                      ${this.text(`column_${r}`)}
                    </th>`)}
                <th scope="col">
                  <span class="visually-hidden">${this.text("column_deeds")}</span>
                </th>
              </tr>
            </thead>`:c}`}renderBulk(){let{hass:e}=this,t=this.rows.filter(l=>this.picked.has(l.upload_id)),[r,o]=[t.filter(l=>l.may.download),t.filter(l=>l.may.delete)],a=r.flatMap(l=>l.files).length,n=t.some(l=>this.busy.has(l.upload_id));return d`<section class="card bulk" aria-label=${this.text("bulk")}>
      <div class="row">
        <span class="grow" role="status"
          >${_(e,"uploads.selected",t.length)}</span
        >
        <button
          ?disabled=${n||!r.length}
          @click=${()=>{this.deed(r,"download")}}
        >
          ${p(e,"common.download")}${r.length?` (${r.length})`:""}
        </button>
        ${o.length?d`<button ?disabled=${n} @click=${()=>{this.deed(o,"delete")}}>
                ${p(e,"common.delete")} (${o.length})
              </button>`:c}
        <button
          class="plain"
          @click=${async()=>{this.picked=new Set,await this.updateComplete,this.renderRoot.querySelector("#heading")?.focus()}}
        >
          ${this.text("deselect")}
        </button>
      </div>
      ${a>1?d`<p class="secondary">${this.text("several_files")}</p>`:c}
    </section>`}};g.styles=[F,O,me,Se,Ie,x`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      h2:focus {
        outline: none;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
      }
      :host([narrow]) .filters {
        flex-direction: column;
      }
      :host([narrow]) .filters .row {
        flex-wrap: nowrap;
        overflow-x: auto;
        scrollbar-width: none;
        margin-inline: -8px;
        padding: 4px 8px;
      }
      :host([narrow]) .chip {
        flex: none;
      }
      .days {
        display: flex;
        gap: 12px;
      }
      .days label,
      .days input {
        flex: 1;
        min-inline-size: 0;
      }
      .list.card {
        padding: 0 8px;
      }
      ul.block {
        display: grid;
        gap: 8px;
      }
      .block {
        content-visibility: auto;
        contain-intrinsic-size: auto calc(var(--rows) * 54px);
      }
      ul.block {
        contain-intrinsic-size: auto calc(var(--rows) * 150px);
      }
      .bulk {
        position: sticky;
        inset-block-end: 8px;
        z-index: 2;
        box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
        padding: 10px 16px;
      }
      .box {
        inline-size: 36px;
      }
      .c-created {
        inline-size: 17%;
      }
      .c-dock {
        inline-size: 14%;
      }
      .c-modules {
        inline-size: 11%;
      }
      .c-size {
        inline-size: 84px;
      }
      .c-deeds {
        inline-size: 142px;
      }
      #more {
        justify-self: center;
      }
    `],u([f()],g.prototype,"rows",2),u([f()],g.prototype,"loading",2),u([f()],g.prototype,"loaded",2),u([f()],g.prototype,"error",2),u([f()],g.prototype,"picked",2),u([f()],g.prototype,"busy",2),u([f()],g.prototype,"problems",2),u([f()],g.prototype,"told",2),g=u([j("dji-dock-page-uploads")],g);function We(s){return(s?.parts.length??0)>1}export{g as UploadsPage};
