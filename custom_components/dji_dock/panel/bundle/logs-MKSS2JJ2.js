import{f as B,g as K,h as H}from"./chunk-S352TD2X.js";import"./chunk-Z723YSKP.js";import{e as ht,f as ut,i as pt,n as mt}from"./chunk-IN2XDQVX.js";import{a as D}from"./chunk-K6QZP7RS.js";import"./chunk-JYEDT22H.js";import{f as lt}from"./chunk-LZBLOXA7.js";import{b as R}from"./chunk-FS4HZFEU.js";import{a as q,b as V,c as k,f as ct}from"./chunk-4JQKTK7W.js";import{a as L}from"./chunk-Z6P2WDLX.js";import"./chunk-CFH5UL7E.js";import{G as it,H as rt,N as ot,p as et}from"./chunk-7O34PZDG.js";import{c as w}from"./chunk-IMT66HIY.js";import{b as p,c as S,d as A,f as U}from"./chunk-53IXB4Y6.js";import{a as dt}from"./chunk-ECNI373C.js";import{a as _,b as l,e as d,h as st,i as O,j as g,l as j,m as C,n as E,o as nt,q as z,r as v,s as at}from"./chunk-URQ6JHEL.js";import{a as u}from"./chunk-JFKSI6I7.js";var W=["latest","all","time","alarm","flight"],G=["dock","aircraft"];function ft(r){let[n,t]=[F(r.get("from")),F(r.get("to"))];return{scope:W.find(i=>i===r.get("scope"))??(n!==null||t!==null?"time":"latest"),from:n,to:t}}function Q({scope:r,from:n,to:t}){let e=T(r);return{scope:r==="latest"?null:r,from:e&&n!==null?new Date(n).toISOString():null,to:e&&t!==null?new Date(t).toISOString():null}}function F(r){let n=Date.parse(r??"");return Number.isNaN(n)?null:n}function T(r){return r!=="latest"&&r!=="all"}function M({scope:r,from:n,to:t}){return!T(r)||n!==null||t!==null}function I({from:r,to:n}){return r!==null&&n!==null&&n<r}function b(r){return`${r.module}:${r.boot_index}`}function J(r,n){let t=e=>Date.parse(e.start??e.end??"")||0;return r.files.filter(e=>e.module===n).sort((e,i)=>t(i)-t(e)||i.boot_index-e.boot_index)}function X(r,{from:n,to:t}){let[e,i]=[F(r.start),F(r.end)];return n!==null&&i!==null&&i<n?!1:t===null||e===null||e<=t}function Y(r,n){if(!M(n))return new Set;let t=G.flatMap(e=>{let i=J(r,e);return n.scope==="latest"?i.slice(0,1):n.scope==="all"?i:i.filter(s=>X(s,n))});return new Set(t.map(b))}function N(r){return T(r.scope)?{...r.from===null?{}:{start:new Date(r.from).toISOString()},...r.to===null?{}:{end:new Date(r.to).toISOString()}}:{scope:r.scope}}function gt(r,n,t,e){let i={power_aircraft:!0};if(!r)return[N(n)];let s=r.files.filter(o=>t.has(b(o))).map(({module:o,boot_index:a})=>({module:o,boot_index:a}));return e?s.length?Dt(t,Y(r,n))?[{...N(n),...i,modules:["dock","aircraft"]}]:[{logs:s},{...N(n),...i,modules:["aircraft"],when_busy:"queue"}]:[{...N(n),...i,modules:["aircraft"]}]:[{logs:s}]}function Dt(r,n){return r.size===n.size&&[...r].every(t=>n.has(t))}function Z(r,n,t,e,i){let s=new Set(r),[o,a]=[n.indexOf(t),i===void 0?-1:n.indexOf(i)],h=a<0?o:Math.min(o,a),c=a<0?o:Math.max(o,a);for(let m of n.slice(h,c+1))e?s.add(m):s.delete(m);return s}var Rt=720*36e5,Tt=50;async function Mt(r,n,t){let e=Date.now();try{let{events:i}=await mt(r,{device_id:n,start:new Date(e-Rt).toISOString(),end:new Date(e).toISOString(),limit:200});return i.filter(s=>s.kind===t)}catch{return[]}}async function kt(r,n,t){let e=(await Mt(r,n,"alarm")).filter(({what:o})=>o!=="cleared"),i=[...t.map(({since:o,text:a})=>({when:o,words:a})),...e.map(({when:o,words:a})=>({when:o,words:a}))],s=new Map;for(let{when:o,words:a}of i){let h=Date.parse(o??"");if(Number.isNaN(h))continue;let c=`${k(r,o)}: ${A(r,a)}`;s.set(c,{from:h-9e5,to:h+9e5,text:c})}return yt(s.values())}async function bt(r,n){let{days:t}=await pt(r,{device_id:n,limit:30}),e=t.flatMap(i=>i.flights).filter(i=>i.flight_id);return yt(e.map(({first:i,last:s,files:o})=>({from:Date.parse(i)-3e5,to:Date.parse(s)+3e5,text:`${k(r,i)} \u2013 ${V(r,s)} \xB7 ${S(r,"logs.files",o)}`})))}function yt(r){return[...r].sort((n,t)=>t.from-n.from).slice(0,Tt)}var tt=36e5,$=class extends st{constructor(){super(...arguments);this.error="";this.momentsOf=""}willUpdate(t){let{scope:e}=this.choice;if(e!=="alarm"&&e!=="flight"){this.momentsOf="";return}let i=`${this.dock.device_id} ${e}`;t.size&&this.momentsOf!==i&&this.load(i,e)}async load(t,e){this.momentsOf=t,this.moments=void 0,this.error="";let{hass:i,dock:s}=this,o=[],a="";try{o=e==="alarm"?await kt(i,s.device_id,s.alarms):await bt(i,s.device_id)}catch(h){a=D(i,h)}this.momentsOf===t&&(this.moments=o,this.error=a)}text(t){return p(this.hass,`logs.${t}`)}render(){let{scope:t}=this.choice;return l`<fieldset>
        <legend class="visually-hidden">${this.text("which")}</legend>
        <div class="row">
          ${W.map(e=>l`<label class="chip"
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
      ${t==="time"?this.renderTime():d}
      ${t==="alarm"||t==="flight"?this.renderMoments(t):d}`}changeScope(t){let e=Date.now();this.choose(t==="time"?{scope:t,from:e-24*tt,to:e}:{scope:t,from:null,to:null})}choose(t){this.dispatchEvent(new CustomEvent("chosen",{detail:t}))}renderTime(){let{hass:t,choice:e}=this,i=s=>l`<label class="stacked"
        >${this.text(s)}
        <input
          type="datetime-local"
          .value=${e[s]===null?"":B(t,e[s])}
          @change=${o=>{let a=K(t,o.target.value);this.choose({...e,[s]:a})}}
      /></label>`;return l`<div class="row">${i("from")} ${i("to")}</div>
      <div class="row">
        ${["last_hour","today","yesterday"].map(s=>l`<button @click=${()=>this.choose({scope:"time",...this.range(s)})}>
              ${this.text(s)}
            </button>`)}
      </div>
      ${I(e)?l`<dji-dock-alert level="error">${this.text("reversed")}</dji-dock-alert>`:d}`}range(t){let e=Date.now();if(t==="last_hour")return{from:e-tt,to:e};let i=o=>K(this.hass,`${B(this.hass,o).slice(0,10)}T00:00`)??o,s=i(e);return t==="today"?{from:s,to:e}:{from:i(s-tt),to:s-1e3}}renderMoments(t){let{moments:e,choice:i}=this;if(this.error)return l`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`;if(!e)return l`<p class="secondary">${p(this.hass,"common.loading")}</p>`;if(!e.length)return l`<p class="secondary">${this.text(`no_${t}s`)}</p>`;let s=e.findIndex(({from:o,to:a})=>o===i.from&&a===i.to);return l`<label class="stacked"
        >${this.text(t)}
        <select
          @change=${o=>{let a=e[Number(o.target.value)];a&&this.choose({scope:t,from:a.from,to:a.to})}}
        >
          ${s<0?l`<option value="-1" selected>${this.text(`choose_${t}`)}</option>`:d}
          ${e.map(({text:o},a)=>l`<option value=${a} ?selected=${a===s}>${o}</option>`)}
        </select></label
      >
      <p class="secondary">${this.text(`around_${t}`)}</p>`}};$.styles=[C,E,nt,_`
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
    `],u([O({attribute:!1})],$.prototype,"hass",2),u([O({attribute:!1})],$.prototype,"dock",2),u([O({attribute:!1})],$.prototype,"choice",2),u([g()],$.prototype,"moments",2),u([g()],$.prototype,"error",2),$=u([j("dji-dock-log-chooser")],$);function Ot(r,{start:n,end:t}){if(n===null&&t===null)return p(r,"logs.time_unknown");if(n===null||t===null)return k(r,n??t);let e=q(r,n)===q(r,t);return`${k(r,n)} \u2013 ${e?V(r,t):k(r,t)}`}function Lt({start:r,end:n}){return r===null||n===null?null:(Date.parse(n)-Date.parse(r))/1e3}function wt(r,n,t,e,i){let s=t.map(b),o=s.filter(c=>e.has(c)).length,a=U(r,"log_module",n),h=t.reduce((c,m)=>c+(m.size??0),0);return l`<table aria-label=${a}>
    <thead>
      <tr>
        <th class="box">
          <input
            type="checkbox"
            aria-label=${p(r,"logs.select_all",{module:a})}
            .checked=${H(o>0&&o===s.length)}
            .indeterminate=${H(o>0&&o<s.length)}
            @click=${c=>{i(s,null,c.target.checked,!1)}}
          />
        </th>
        <th scope="col">${p(r,"logs.time")}</th>
        <th scope="col" class="figure">${p(r,"logs.length")}</th>
        <th scope="col" class="figure">${p(r,"logs.size")}</th>
      </tr>
    </thead>
    <tbody>
      ${lt(t,b,c=>{let m=b(c),x=m.replace(":","-");return l`<tr class=${e.has(m)?"picked":""}>
          <td class="box">
            <input
              type="checkbox"
              id=${x}
              .checked=${H(e.has(m))}
              @click=${y=>{i(s,m,y.target.checked,y.shiftKey)}}
            />
          </td>
          <td><label for=${x}>${Ot(r,c)}</label></td>
          <td class="figure">${ct(r,Lt(c))}</td>
          <td class="figure">${R(r,c.size)}</td>
        </tr>`})}
    </tbody>
    ${t.length>1?l`<tfoot>
            <tr>
              <td></td>
              <td colspan="2">${S(r,"logs.count",t.length)}</td>
              <td class="figure">${R(r,h)}</td>
            </tr>
          </tfoot>`:d}
  </table>`}var xt=_`
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
  .figure {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
`;var _t="",jt={power_aircraft:"aircraft_power",open_remote_debugging:"remote_debugging"},f=class extends dt{constructor(){super();this.withAircraft=!1;this.starting=!1;this.switching=!1;this.error="";this.refused="";this.heard="";this.seen=new Set;this.run=0;this.changeDock=t=>{let{value:e}=t.target,{scope:i}=this.choice,s=i==="alarm"||i==="flight"?{}:Q(this.choice);L(w("logs",[e],s))};new at(this)}get choice(){return ft(this.route.query)}get dock(){return v.docks.get(this.route.parts[0]??"")}get list(){return this.asked?.dock===this.route.parts[0]?this.asked?.list:void 0}get chosen(){return this.picked?this.picked:this.list?Y(this.list,this.choice):new Set}text(t,e){return p(this.hass,`logs.${t}`,e)}willUpdate(t){t.has("route")&&(this.picked=void 0,this.lastRow=void 0,this.error=this.refused="");let{dock:e}=this;if(!e){this.openAny();return}_t=e.device_id;for(let o of this.uploads(e))this.seen.add(o.upload_id);if(!e.may.control)return;let i=`${e.device_id} ${e.online} ${e.aircraft?.online}`,s=this.heard!==i&&(!this.list||this.list.unavailable.length>0);(this.asked?.dock!==e.device_id||s)&&this.load(e.device_id),this.heard=i}openAny(){let[t]=this.docks();if(!v.ready||this.route.parts.length||!t)return;let e=v.docks.get(_t)??t,i=w("logs",[e.device_id],Object.fromEntries(this.route.query));queueMicrotask(()=>L(i,!0))}docks(){return[...v.docks.values()].sort((t,e)=>t.name.localeCompare(e.name))}uploads(t){return[...v.uploads.values()].filter(e=>e.device_id===t.device_id).filter(e=>!z(e)||this.seen.has(e.upload_id)).sort((e,i)=>Number(z(e))-Number(z(i))||(e.created<i.created?-1:1))}async load(t){let e=++this.run,i=this.asked?.dock===t?this.asked:void 0;this.asked={dock:t,...i?.list?{list:i.list}:{}};let s;try{s={dock:t,list:await ht(this.hass,t)}}catch(o){s={dock:t,error:D(this.hass,o)}}e===this.run&&(this.asked=s,s.list&&this.forget(s.list))}forget(t){if(this.switching=!1,t.unavailable.length||(this.withAircraft=!1),!this.picked)return;let e=new Set(t.files.map(b));this.picked=new Set([...this.picked].filter(i=>e.has(i)))}render(){if(!v.ready)return l`<p class="secondary">${p(this.hass,"common.loading")}</p>`;let{dock:t}=this;return v.docks.size?l`<div class="row">
        <label
          >${p(this.hass,"common.choose_dock")}
          <select @change=${this.changeDock}>
            ${t?d:l`<option selected></option>`}
            ${this.docks().map(e=>l`<option value=${e.device_id} ?selected=${e===t}>
                  ${e.name}${e.online?"":` (${p(this.hass,"common.offline")})`}
                </option>`)}
          </select></label
        >
      </div>
      ${t?this.renderDock(t):l`<dji-dock-alert level="warning">${this.text("dock_gone")}</dji-dock-alert>`}`:this.renderNoDocks()}renderNoDocks(){let t=e=>p(this.hass,`common.${e}`);return l`<dji-dock-empty .icon=${it} .heading=${t("no_docks")}>
      <p>${t("no_docks_text")}</p>
      <a class="button primary" href=${w("setup")}>${t("to_setup")}</a>
    </dji-dock-empty>`}renderDock(t){let e=this.uploads(t);return l`${e.length?l`<section class="uploads" aria-label=${this.text("uploads")}>
            ${e.map(i=>this.renderUpload(i))}
          </section>`:d}
    ${this.renderNoBucket(t)}
    ${t.may.control?this.renderLogs(t):this.renderForbidden()}`}renderNoBucket({entry_id:t}){let e=v.entries.find(i=>i.entry_id===t);return!e||e.bucket.configured?d:l`<dji-dock-alert level="warning"
      >${this.text("no_bucket")}
      ${v.admin?l`<a slot="action" class="button" href=${w("setup",[t])}
              >${p(this.hass,"common.to_setup")}</a
            >`:d}</dji-dock-alert
    >`}renderForbidden(){return l`<dji-dock-empty .icon=${et} .heading=${this.text("forbidden")}>
      <p>${this.text("forbidden_text")}</p>
    </dji-dock-empty>`}renderUpload(t){let e=w("uploads",[t.device_id,t.upload_id]);return l`<div class="card">
      <dji-dock-upload .hass=${this.hass} .upload=${t}
        ><h3>
          <a href=${e}
            >${this.text("upload_of",{when:k(this.hass,t.created)})}</a
          >
        </h3></dji-dock-upload
      >
    </div>`}renderLogs(t){let{asked:e,choice:i,list:s}=this,o=e!==void 0&&!e.error&&!e.list;return l`<section class="card">
        <div class="row">
          <h2 class="grow" id="which">${this.text("which")}</h2>
          <button ?disabled=${o} @click=${()=>{this.load(t.device_id)}}>
            ${ot(rt,20)}${this.text("refresh")}
          </button>
        </div>
        <dji-dock-log-chooser
          .hass=${this.hass}
          .dock=${t}
          .choice=${i}
          @chosen=${a=>{L(w("logs",[t.device_id],Q(a.detail)),!0)}}
        ></dji-dock-log-chooser>
      </section>
      ${o?l`<p role="status">${this.text("loading")}</p>`:d}
      ${e?.error?this.renderUnlisted(e.error):d}
      ${s?l`<div class="modules">
              ${G.map(a=>this.renderModule(t,s,a))}
            </div>`:d}
      ${this.renderStart(t)}`}renderUnlisted(t){return l`<dji-dock-alert level="warning"
      >${t}
      ${M(this.choice)?l`<br />${this.text("queue_unlisted")}`:d}</dji-dock-alert
    >`}renderModule(t,e,i){let{choice:s}=this,o=J(e,i),a=T(s.scope)&&M(s)?o.filter(c=>X(c,s)):o,h=e.unavailable.find(c=>c.module===i);return l`<section class="card">
      <h3>${U(this.hass,"log_module",i)}</h3>
      ${h?this.renderRefusal(t,e,h):d}
      ${a.length?wt(this.hass,i,a,this.chosen,(c,m,x,y)=>{this.tick(c,m,x,y)}):h?d:l`<p class="secondary">${this.text(o.length?"none_in_time":"none")}</p>`}
    </section>`}renderRefusal(t,e,{words:i,remedy:s}){let o=s&&this.switchOf(t,jt[s]);return l`<dji-dock-alert level="warning"
        >${A(this.hass,i)}
        ${o?l`<button
                slot="action"
                ?disabled=${this.switching}
                @click=${()=>{this.switchOn(o)}}
              >
                ${this.text(this.switching?"switching":s)}
              </button>`:d}</dji-dock-alert
      >
      ${this.switching?l`<p role="status">${this.text("switching_text")}</p>`:d}
      ${s==="power_aircraft"&&e.power_aircraft?l`<label
              ><input
                type="checkbox"
                .checked=${this.withAircraft}
                @change=${a=>{this.withAircraft=a.target.checked}}
              />${this.text("with_aircraft")}</label
            >`:d}`}switchOf(t,e){return Object.values(this.hass.entities).find(i=>i?.device_id===t.device_id&&i.translation_key===e)?.entity_id}async switchOn(t){this.switching=!0,this.error="";try{await this.hass.callService("switch","turn_on",{entity_id:t},void 0,!1)}catch(e){this.switching=!1,this.error=D(this.hass,e)}}tick(t,e,i,s){let o=s?this.lastRow:void 0;this.picked=e?Z(this.chosen,t,e,i,o):t.reduce((a,h)=>Z(a,t,h,i,void 0),new Set(this.chosen)),this.lastRow=e??void 0}busy(t){return t.online?t.upload??t.queued?"waits_upload":t.aircraft?.flying?"waits_flight":"":"waits_offline"}renderStart(t){let{hass:e,list:i,chosen:s}=this,o=this.busy(t)||(this.asked?.error?"waits_offline":""),a=i?.files.filter(P=>s.has(b(P)))??[],h=a.reduce((P,St)=>P+(St.size??0),0),c=[a.length?S(e,"logs.selected",a.length):"",h?R(e,h):"",this.withAircraft?this.text("and_aircraft"):""].filter(Boolean),m=!i&&this.asked?.error!==void 0,x=M(this.choice)&&!I(this.choice),y=c.length>0||m&&x;return l`<section class="card bottom" aria-label=${this.text("start")}>
      <div class="row">
        <div class="grow">
          <div role="status">
            ${c.length?c.join(" \xB7 "):m?this.text("unlisted"):this.text("nothing")}
          </div>
          ${o&&y?l`<div class="secondary">${this.text(o)}</div>`:d}
        </div>
        <button
          class="primary"
          ?disabled=${!y||this.starting}
          @click=${()=>{this.start(t,o!=="")}}
        >
          ${this.text(this.starting?"starting":o?"queue":"start")}
        </button>
      </div>
      ${this.starting&&this.withAircraft?l`<p class="secondary">${this.text("starting_text")}</p>`:d}
      ${this.error?l`<dji-dock-alert level="error">${this.error}</dji-dock-alert>`:d}
      ${this.refused?l`<dji-dock-alert level="error"
              >${this.refused}
              <button slot="action" @click=${()=>{this.start(t,!0)}}>
                ${this.text("queue")}
              </button></dji-dock-alert
            >`:d}
    </section>`}async start(t,e){let{device_id:i}=t,s=gt(this.list,this.choice,this.chosen,this.withAircraft);this.starting=!0,this.error=this.refused="";try{for(let o of s){let{upload_id:a}=await ut(this.hass,{device_id:i,when_busy:e?"queue":"refuse",...o});this.seen.add(a)}this.picked=new Set,this.withAircraft=!1}catch(o){let a=o.translation_key??"",h=D(this.hass,o);Ct.has(a)&&!e?this.refused=h:this.error=h}finally{this.starting=!1}}};f.styles=[C,E,xt,_`
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
    `],u([g()],f.prototype,"asked",2),u([g()],f.prototype,"picked",2),u([g()],f.prototype,"withAircraft",2),u([g()],f.prototype,"starting",2),u([g()],f.prototype,"switching",2),u([g()],f.prototype,"error",2),u([g()],f.prototype,"refused",2),f=u([j("dji-dock-page-logs")],f);var Ct=new Set(["upload_running","dock_busy","aircraft_starts","dock_offline"]);export{f as LogsPage};
