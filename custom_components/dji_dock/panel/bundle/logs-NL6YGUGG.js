import{a as at,b as lt,c as ct,d as I,e as dt,f as H,g as U,h as b,i as ht,j as pt,k as mt,l as ut,m as q}from"./chunk-ONE5PWLM.js";import{f as B,g as K,h as N}from"./chunk-COAZBTSS.js";import{f as tt}from"./chunk-4KYD5EO5.js";import"./chunk-CUD4LO4P.js";import{a as it}from"./chunk-XWKWJO7H.js";import"./chunk-URQDE46M.js";import{b as z,c as v,d as Z,g as w}from"./chunk-OD7S5LMO.js";import{a as T}from"./chunk-SPDV4IOF.js";import{a as S}from"./chunk-R6CF24J6.js";import"./chunk-GIPVKEPE.js";import{b as R}from"./chunk-M3QEP7XK.js";import{a as F,b as L,c as k,f as et}from"./chunk-4JQKTK7W.js";import{e as st,f as rt,i as ot,n as nt}from"./chunk-WBOMTXL7.js";import{Q as G,R as Q,X,u as W}from"./chunk-AR4NAABW.js";import{a as _,b as o,e as l,h as J,i as M,j as g,l as j,m as O,n as E,o as Y}from"./chunk-NRUQZ3D4.js";import{b as m,c as D,d as V,f as A}from"./chunk-YBYLTI2U.js";import{a as p}from"./chunk-JFKSI6I7.js";var _t=720*36e5,Dt=50;async function Tt(a,d,t){let e=Date.now();try{let{events:i}=await nt(a,{device_id:d,start:new Date(e-_t).toISOString(),end:new Date(e).toISOString(),limit:200});return i.filter(s=>s.kind===t)}catch{return[]}}async function vt(a,d,t){let e=(await Tt(a,d,"alarm")).filter(({what:r})=>r!=="cleared"),i=[...t.map(({since:r,text:n})=>({when:r,words:n})),...e.map(({when:r,words:n})=>({when:r,words:n}))],s=new Map;for(let{when:r,words:n}of i){let h=Date.parse(r??"");if(Number.isNaN(h))continue;let c=`${k(a,r)}: ${V(a,n)}`;s.set(c,{from:h-9e5,to:h+9e5,text:c})}return kt(s.values())}async function $t(a,d){let{days:t}=await ot(a,{device_id:d,limit:30}),e=t.flatMap(i=>i.flights).filter(i=>i.flight_id);return kt(e.map(({first:i,last:s,files:r})=>({from:Date.parse(i)-3e5,to:Date.parse(s)+3e5,text:`${k(a,i)} \u2013 ${L(a,s)} \xB7 ${D(a,"logs.files",r)}`})))}function kt(a){return[...a].sort((d,t)=>t.from-d.from).slice(0,Dt)}var P=36e5,$=class extends J{constructor(){super(...arguments);this.error="";this.momentsOf=""}willUpdate(t){let{scope:e}=this.choice;if(e!=="alarm"&&e!=="flight"){this.momentsOf="";return}let i=`${this.dock.device_id} ${e}`;t.size&&this.momentsOf!==i&&this.load(i,e)}async load(t,e){this.momentsOf=t,this.moments=void 0,this.error="";let{hass:i,dock:s}=this,r=[],n="";try{r=e==="alarm"?await vt(i,s.device_id,s.alarms):await $t(i,s.device_id)}catch(h){n=T(i,h)}this.momentsOf===t&&(this.moments=r,this.error=n)}text(t){return m(this.hass,`logs.${t}`)}render(){let{scope:t}=this.choice;return o`<fieldset>
        <legend class="visually-hidden">${this.text("which")}</legend>
        <div class="row">
          ${at.map(e=>o`<label class="chip"
                ><input
                  type="radio"
                  name="scope"
                  class="visually-hidden"
                  .value=${e}
                  .checked=${e===t}
                  @change=${()=>this.changeScope(e)}
                />${this.text(`scope_${e}`)}</label
              >`)}
        </div>
      </fieldset>
      ${t==="time"?this.renderTime():l}
      ${t==="alarm"||t==="flight"?this.renderMoments(t):l}`}changeScope(t){let e=Date.now();this.choose(t==="time"?{scope:t,from:e-24*P,to:e}:{scope:t,from:null,to:null})}choose(t){this.dispatchEvent(new CustomEvent("chosen",{detail:t}))}renderTime(){let{hass:t,choice:e}=this,i=s=>o`<label class="stacked"
        >${this.text(s)}
        <input
          type="datetime-local"
          .value=${e[s]===null?"":B(t,e[s])}
          @change=${r=>{let n=K(t,r.target.value);this.choose({...e,[s]:n})}}
      /></label>`;return o`<div class="row">${i("from")} ${i("to")}</div>
      <div class="row">
        ${["last_hour","today","yesterday"].map(s=>o`<button @click=${()=>this.choose({scope:"time",...this.range(s)})}>
              ${this.text(s)}
            </button>`)}
      </div>
      ${U(e)?o`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`:l}`}range(t){let e=Date.now();if(t==="last_hour")return{from:e-P,to:e};let i=r=>K(this.hass,`${B(this.hass,r).slice(0,10)}T00:00`)??r,s=i(e);return t==="today"?{from:s,to:e}:{from:i(s-P),to:s-1e3}}renderMoments(t){let{moments:e,choice:i}=this;if(this.error)return o`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`;if(!e)return o`<p class="secondary">${m(this.hass,"common.loading")}</p>`;if(!e.length)return o`<p class="secondary">${this.text(`no_${t}s`)}</p>`;let s=e.findIndex(({from:r,to:n})=>r===i.from&&n===i.to);return o`<label class="stacked"
        >${this.text(t)}
        <select
          @change=${r=>{let n=e[Number(r.target.value)];n&&this.choose({scope:t,from:n.from,to:n.to})}}
        >
          ${s<0?o`<option value="-1" selected>${this.text(`choose_${t}`)}</option>`:l}
          ${e.map(({text:r},n)=>o`<option value=${n} ?selected=${n===s}>${r}</option>`)}
        </select></label
      >
      <p class="secondary">${this.text(`around_${t}`)}</p>`}};$.styles=[O,E,Y,_`
      :host {
        display: grid;
        gap: 12px;
      }
      fieldset {
        border: none;
        padding: 0;
        margin: 0;
        min-inline-size: 0;
      }
      select {
        inline-size: 100%;
      }
      label.stacked {
        max-inline-size: 640px;
      }
    `],p([M({attribute:!1})],$.prototype,"hass",2),p([M({attribute:!1})],$.prototype,"dock",2),p([M({attribute:!1})],$.prototype,"choice",2),p([g()],$.prototype,"moments",2),p([g()],$.prototype,"error",2),$=p([j("dji-dock-log-chooser")],$);function Rt(a,{start:d,end:t}){if(d===null&&t===null)return m(a,"logs.time_unknown");if(d===null||t===null)return k(a,d??t);let e=F(a,d)===F(a,t);return`${k(a,d)} \u2013 ${e?L(a,t):k(a,t)}`}function Mt({start:a,end:d}){return a===null||d===null?null:(Date.parse(d)-Date.parse(a))/1e3}function yt(a,d,t,e,i){let s=t.map(b),r=s.filter(c=>e.has(c)).length,n=A(a,"log_module",d),h=t.reduce((c,f)=>c+(f.size??0),0);return o`<table aria-label=${n}>
    <thead>
      <tr>
        <th class="box">
          <input
            type="checkbox"
            aria-label=${m(a,"logs.select_all",{module:n})}
            .checked=${N(r>0&&r===s.length)}
            .indeterminate=${N(r>0&&r<s.length)}
            @click=${c=>{i(s,null,c.target.checked,!1)}}
          />
        </th>
        <th scope="col">${m(a,"logs.time")}</th>
        <th scope="col" class="figure">${m(a,"logs.length")}</th>
        <th scope="col" class="figure">${m(a,"logs.size")}</th>
      </tr>
    </thead>
    <tbody>
      ${tt(t,b,c=>{let f=b(c),x=f.replace(":","-");return o`<tr class=${e.has(f)?"picked":""}>
          <td class="box">
            <input
              type="checkbox"
              id=${x}
              .checked=${N(e.has(f))}
              @click=${y=>{i(s,f,y.target.checked,y.shiftKey)}}
            />
          </td>
          <td><label for=${x}>${Rt(a,c)}</label></td>
          <td class="figure">${et(a,Mt(c))}</td>
          <td class="figure">${R(a,c.size)}</td>
        </tr>`})}
    </tbody>
    ${t.length>1?o`<tfoot>
            <tr>
              <td></td>
              <td colspan="2">${D(a,"logs.count",t.length)}</td>
              <td class="figure">${R(a,h)}</td>
            </tr>
          </tfoot>`:l}
  </table>`}var wt=_`
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--secondary-text-color);
  }
  th,
  td {
    padding: 4px 6px;
    border-block-end: var(--dd-border);
    min-block-size: 44px;
  }
  tbody tr:hover {
    background: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
  }
  tr.picked {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 10%, transparent);
  }
  tfoot td {
    border: none;
    color: var(--secondary-text-color);
  }
  td label {
    display: flex;
    align-items: center;
    min-block-size: 40px;
    cursor: pointer;
  }
  .box {
    inline-size: 36px;
  }
  .box input {
    display: block;
  }
  .figure {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;var bt="",St={power_aircraft:"aircraft_power",open_remote_debugging:"remote_debugging"},u=class extends it{constructor(){super();this.withAircraft=!1;this.starting=!1;this.switching=!1;this.error="";this.refused="";this.heard="";this.seen=new Set;this.run=0;this.changeDock=t=>{let{value:e}=t.target,{scope:i}=this.choice,s=i==="alarm"||i==="flight"?{}:I(this.choice);S(w("logs",[e],s))};new Z(this)}get choice(){return ct(this.route.query)}get dock(){return v.docks.get(this.route.parts[0]??"")}get list(){return this.asked?.dock===this.route.parts[0]?this.asked?.list:void 0}get chosen(){return this.picked?this.picked:this.list?mt(this.list,this.choice):new Set}text(t,e){return m(this.hass,`logs.${t}`,e)}willUpdate(t){t.has("route")&&(this.picked=void 0,this.lastRow=void 0,this.error=this.refused="");let{dock:e}=this;if(!e){this.openAny();return}bt=e.device_id;for(let r of this.uploads(e))this.seen.add(r.upload_id);if(!e.may.control)return;let i=`${e.device_id} ${e.online} ${e.aircraft?.online} ${e.upload}`,s=this.heard!==i&&(!this.list||this.list.unavailable.length>0);(this.asked?.dock!==e.device_id||s)&&this.load(e.device_id),this.heard=i}openAny(){let[t]=this.docks();if(!v.ready||this.route.parts.length||!t)return;let e=v.docks.get(bt)??t,i=w("logs",[e.device_id],Object.fromEntries(this.route.query));queueMicrotask(()=>S(i,!0))}docks(){return[...v.docks.values()].sort((t,e)=>t.name.localeCompare(e.name))}uploads(t){return[...v.uploads.values()].filter(e=>e.device_id===t.device_id).filter(e=>!z(e)||this.seen.has(e.upload_id)).sort((e,i)=>Number(z(e))-Number(z(i))||(e.created<i.created?-1:1))}async load(t){let e=++this.run,i=this.asked?.dock===t?this.asked:void 0;this.asked={dock:t,...i?.list?{list:i.list}:{}};let s;try{s={dock:t,list:await st(this.hass,t)}}catch(r){s={dock:t,error:T(this.hass,r)}}e===this.run&&(this.asked=s,s.list&&this.forget(s.list))}forget(t){if(this.switching=!1,t.unavailable.length||(this.withAircraft=!1),!this.picked)return;let e=new Set(t.files.map(b));this.picked=new Set([...this.picked].filter(i=>e.has(i)))}render(){if(!v.ready)return o`<p class="secondary">${m(this.hass,"common.loading")}</p>`;let{dock:t}=this;return v.docks.size?o`<div class="row">
        <label
          >${m(this.hass,"common.choose_dock")}
          <select @change=${this.changeDock}>
            ${t?l:o`<option selected></option>`}
            ${this.docks().map(e=>o`<option value=${e.device_id} ?selected=${e===t}>
                  ${e.name}${e.online?"":` (${m(this.hass,"common.offline")})`}
                </option>`)}
          </select></label
        >
      </div>
      ${t?this.renderDock(t):o`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`}`:this.renderNoDocks()}renderNoDocks(){let t=e=>m(this.hass,`common.${e}`);return o`<dji-dock-empty .icon=${G} .heading=${t("no_docks")}>
      <p>${t("no_docks_text")}</p>
      <a class="button primary" href=${w("setup")}>${t("to_setup")}</a>
    </dji-dock-empty>`}renderDock(t){let e=this.uploads(t);return o`${e.length?o`<section class="uploads" aria-label=${this.text("uploads")}>
            ${e.map(i=>this.renderUpload(i))}
          </section>`:l}
    ${this.renderNoBucket(t)}
    ${t.may.control?this.renderLogs(t):this.renderForbidden()}`}renderNoBucket({entry_id:t}){let e=v.entries.find(i=>i.entry_id===t);return!e||e.bucket.configured?l:o`<dji-dock-alert level="warning"
      >${this.text("no_bucket")}
      ${v.admin?o`<a slot="action" class="button" href=${w("setup",[t])}
              >${m(this.hass,"common.to_setup")}</a
            >`:l}</dji-dock-alert
    >`}renderForbidden(){return o`<dji-dock-empty .icon=${W} .heading=${this.text("forbidden")}>
      <p>${this.text("forbidden_text")}</p>
    </dji-dock-empty>`}renderUpload(t){let e=w("uploads",[t.device_id,t.upload_id]);return o`<div class="card">
      <dji-dock-upload .hass=${this.hass} .upload=${t}
        ><h3>
          <a href=${e}
            >${this.text("upload_of",{when:k(this.hass,t.created)})}</a
          >
        </h3></dji-dock-upload
      >
    </div>`}renderLogs(t){let{asked:e,choice:i,list:s}=this,r=e!==void 0&&!e.error&&!e.list;return o`<section class="card">
        <div class="row">
          <h2 class="grow" id="which">${this.text("which")}</h2>
          <button ?disabled=${r} @click=${()=>{this.load(t.device_id)}}>
            ${X(Q,20)}${this.text("refresh")}
          </button>
        </div>
        <dji-dock-log-chooser
          .hass=${this.hass}
          .dock=${t}
          .choice=${i}
          @chosen=${n=>{S(w("logs",[t.device_id],I(n.detail)),!0)}}
        ></dji-dock-log-chooser>
      </section>
      ${r?o`<p role="status">${this.text("loading")}</p>`:l}
      ${e?.error?this.renderUnlisted(e.error):l}
      ${s?o`<div class="modules">
              ${lt.map(n=>this.renderModule(t,s,n))}
            </div>`:l}
      ${this.renderStart(t)}`}renderUnlisted(t){return o`<dji-dock-alert level="warning"
      >${t}
      ${H(this.choice)?o`<br />${this.text("queue_unlisted")}`:l}</dji-dock-alert
    >`}renderModule(t,e,i){let{choice:s}=this,r=ht(e,i),n=dt(s.scope)&&H(s)?r.filter(c=>pt(c,s)):r,h=e.unavailable.find(c=>c.module===i);return o`<section class="card">
      <h3>${A(this.hass,"log_module",i)}</h3>
      ${h?this.renderRefusal(t,e,h):l}
      ${n.length?yt(this.hass,i,n,this.chosen,(c,f,x,y)=>{this.tick(c,f,x,y)}):h?l:o`<p class="secondary">${this.text(r.length?"none_in_time":"none")}</p>`}
    </section>`}renderRefusal(t,e,{words:i,remedy:s}){let r=s&&this.switchOf(t,St[s]);return o`<dji-dock-alert level="warning"
        >${V(this.hass,i)}
        ${r?o`<button
                slot="action"
                ?disabled=${this.switching}
                @click=${()=>{this.switchOn(r)}}
              >
                ${this.text(this.switching?"switching":s)}
              </button>`:l}</dji-dock-alert
      >
      ${this.switching?o`<p role="status">${this.text("switching_text")}</p>`:l}
      ${s==="power_aircraft"&&e.power_aircraft?o`<label
              ><input
                type="checkbox"
                .checked=${this.withAircraft}
                @change=${n=>{this.withAircraft=n.target.checked}}
              />${this.text("with_aircraft")}</label
            >`:l}`}switchOf(t,e){return Object.values(this.hass.entities).find(i=>i?.device_id===t.device_id&&i.translation_key===e)?.entity_id}async switchOn(t){this.switching=!0,this.error="";try{await this.hass.callService("switch","turn_on",{entity_id:t},void 0,!1)}catch(e){this.switching=!1,this.error=T(this.hass,e)}}tick(t,e,i,s){let r=s?this.lastRow:void 0;this.picked=e?q(this.chosen,t,e,i,r):t.reduce((n,h)=>q(n,t,h,i,void 0),new Set(this.chosen)),this.lastRow=e??void 0}busy(t){return t.online?t.upload??t.queued?"waits_upload":t.aircraft?.flying?"waits_flight":"":"waits_offline"}renderStart(t){let{hass:e,list:i,chosen:s}=this,r=this.busy(t)||(this.asked?.error?"waits_offline":""),n=i?.files.filter(C=>s.has(b(C)))??[],h=n.reduce((C,xt)=>C+(xt.size??0),0),c=[n.length?D(e,"logs.selected",n.length):"",h?R(e,h):"",this.withAircraft?this.text("and_aircraft"):""].filter(Boolean),f=!i&&this.asked?.error!==void 0,x=H(this.choice)&&!U(this.choice),y=c.length>0||f&&x;return o`<section class="card bottom" aria-label=${this.text("start")}>
      <div class="row">
        <div class="grow">
          <div role="status">
            ${c.length?c.join(" \xB7 "):f?this.text("unlisted"):this.text("nothing")}
          </div>
          ${r&&y?o`<div class="secondary">${this.text(r)}</div>`:l}
        </div>
        <button
          class="primary"
          ?disabled=${!y||this.starting}
          @click=${()=>{this.start(t,r!=="")}}
        >
          ${this.text(this.starting?"starting":r?"queue":"start")}
        </button>
      </div>
      ${this.starting&&this.withAircraft?o`<p class="secondary">${this.text("starting_text")}</p>`:l}
      ${this.error?o`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:l}
      ${this.refused?o`<dji-dock-alert level="error"
              >${this.refused}
              <button slot="action" @click=${()=>{this.start(t,!0)}}>
                ${this.text("queue")}
              </button></dji-dock-alert
            >`:l}
    </section>`}async start(t,e){let{device_id:i}=t,s=ut(this.list,this.choice,this.chosen,this.withAircraft);this.starting=!0,this.error=this.refused="";try{for(let r of s){let{upload_id:n}=await rt(this.hass,{device_id:i,when_busy:e?"queue":"refuse",...r});this.seen.add(n)}this.picked=new Set,this.withAircraft=!1}catch(r){let n=r.translation_key??"",h=T(this.hass,r);jt.has(n)&&!e?this.refused=h:this.error=h}finally{this.starting=!1}}};u.styles=[O,E,wt,_`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .modules {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
        align-items: start;
      }
      .card {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      :host([narrow]) .card {
        padding: 12px;
      }
      .bottom {
        position: sticky;
        inset-block-end: 0;
        z-index: 2;
        margin-block-end: 8px;
        box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
      }
      .uploads {
        display: grid;
        gap: var(--dd-gap);
      }
    `],p([g()],u.prototype,"asked",2),p([g()],u.prototype,"picked",2),p([g()],u.prototype,"withAircraft",2),p([g()],u.prototype,"starting",2),p([g()],u.prototype,"switching",2),p([g()],u.prototype,"error",2),p([g()],u.prototype,"refused",2),u=p([j("dji-dock-page-logs")],u);var jt=new Set(["upload_running","dock_busy","aircraft_starts","dock_offline"]);export{u as LogsPage};
