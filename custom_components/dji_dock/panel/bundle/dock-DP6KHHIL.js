import"./chunk-KB7VCBYS.js";import{c as ft,d as vt,e as $t}from"./chunk-PDBQIRUM.js";import{a as nt}from"./chunk-HR45ZW7Y.js";import{a as lt,b as ct,c as pt,d as mt,e as ht}from"./chunk-VUHWXFGS.js";import{d as bt}from"./chunk-ONE5PWLM.js";import"./chunk-CUD4LO4P.js";import{a as ut}from"./chunk-XWKWJO7H.js";import"./chunk-URQDE46M.js";import{a as V,c as T,d as it,g}from"./chunk-OD7S5LMO.js";import{a as I}from"./chunk-SPDV4IOF.js";import{a as et,b as rt,e as st}from"./chunk-R6CF24J6.js";import"./chunk-GIPVKEPE.js";import{b as dt,d as H}from"./chunk-M3QEP7XK.js";import{b as at,c as P,d as ot,e as E}from"./chunk-4JQKTK7W.js";import{n as gt,q as yt}from"./chunk-WBOMTXL7.js";import{D as X,G as Y,M as J,Q as S,S as tt,X as k,a as F,d as L,e as B,i as Z,j as Q,k as G,p as K,w as W}from"./chunk-AR4NAABW.js";import{a as b,b as i,e as n,h as D,i as h,j as u,l as w,m as x,n as _}from"./chunk-NRUQZ3D4.js";import{b as d,c as C,d as A,e as z,f as U}from"./chunk-YBYLTI2U.js";import{a as l}from"./chunk-JFKSI6I7.js";function Dt(o){return o.locale.time_zone==="server"?o.config.time_zone:void 0}function M(o,e){return new Intl.DateTimeFormat("en-CA",{timeZone:Dt(o),year:"numeric",month:"2-digit",day:"2-digit"}).format(e)}function N(o,e){return new Date(Date.parse(`${o}T12:00:00Z`)+e*24*36e5).toISOString().slice(0,10)}function q(o,e){let t=Date.parse(`${e}T00:00:00Z`)+504e5,r=t-28*36e5,s=36e5/4;for(;t-r>s;){let a=r+Math.floor((t-r)/2/s)*s;M(o,new Date(a))<e?r=a:t=a}return new Date(t)}function wt(o){return/^\d{4}-\d{2}-\d{2}$/.test(o??"")&&!Number.isNaN(Date.parse(o??""))}function kt(o,e){let{weather:t,aircraft:r,flight:s}=e,a=(v,j)=>[pt(o,"sensor",v),j],c=(v,j)=>a(v,j&&z(o,"sensor",v,j)),p=d(o,e.online?"common.online":"common.offline"),f=e.last_heard&&!e.online?` \xB7 ${E(o,e.last_heard)}`:"";return[[d(o,"common.dock"),p+f],c("dock_mode",e.mode),c("cover",e.cover),[d(o,"common.aircraft"),r&&`${r.name} \xB7 ${mt(o,e)}`],a("aircraft_battery",ht(o,e)),[d(o,"dock.flight"),s&&`${d(o,"dock.flight_under_way")} ${Rt(o,s.progress)}`],a("environment_temperature",t.temperature!==null&&lt(o,t.temperature)),a("humidity",t.humidity!==null&&H(o,t.humidity)),a("wind_speed",t.wind_speed!==null&&ct(o,t.wind_speed)),c("rainfall",t.rainfall)].filter(v=>!!v[1])}function Rt(o,e){return e===null?"":H(o,e)}var Tt=5,xt=50,$=class extends D{constructor(){super(...arguments);this.limit=Tt;this.loaded=""}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:V(this.hass,t.get("hass"))}willUpdate(){let{dock:t,limit:r}=this,s=`${t.device_id} ${r} ${t.job?.job_id??""} ${t.job?.status??""}`;s!==this.loaded&&(this.loaded=s,this.load())}async load(){let t=this.loaded;try{let r=await yt(this.hass,this.dock.device_id,this.limit+1);if(t!==this.loaded)return;this.jobs=r,this.error=void 0}catch(r){t===this.loaded&&(this.error=r)}}render(){let{hass:t,jobs:r,limit:s}=this;return i`${this.error?i`<dji-dock-alert level="error">${I(t,this.error)}</dji-dock-alert>`:n}
    ${r?.length===0?i`<p class="secondary">${d(t,"dock.no_jobs")}</p>`:i`<ol>
            ${r?.slice(0,s).map(a=>this.renderJob(a))}
          </ol>`}
    ${r&&r.length>s&&s<xt?i`<div>
            <button @click=${this.showMore}>${d(t,"common.more")}</button>
          </div>`:n}`}showMore(){this.limit=xt}renderJob(t){let{hass:r}=this,s=this.dock.job?.job_id===t.job_id?this.dock.job:void 0,{status:a,percent:c}=s??t,p=["failed","timed_out","unknown"].includes(a),f=z(r,"sensor","job",t.command),R=a==="running"||a==="sent";return i`<li>
      <div class="row">
        <span class="grow">${f}</span>
        <span class=${p?"failed":"secondary"}
          >${U(r,"job_status",a)}</span
        >
      </div>
      ${R?i`<dji-dock-bar .value=${c} label=${f}></dji-dock-bar>`:n}
      ${t.reason?i`<div>${t.reason}</div>`:n}
      <time class="secondary" datetime=${t.created}>${P(r,t.created)}</time>
    </li>`}};$.styles=[x,_,b`
      :host {
        display: grid;
        gap: 8px;
      }
      li {
        display: grid;
        gap: 2px;
        padding-block: 8px;
        border-block-end: var(--dd-border);
      }
      li:last-child {
        border: none;
      }
      .failed {
        color: var(--dd-bad);
      }
    `],l([h({attribute:!1})],$.prototype,"hass",2),l([h({attribute:!1})],$.prototype,"dock",2),l([u()],$.prototype,"jobs",2),l([u()],$.prototype,"limit",2),l([u()],$.prototype,"error",2),$=l([w("dji-dock-jobs")],$);var y=class extends D{constructor(){super(...arguments);this.cameras=[];this.failed=!1}shouldUpdate(t){return this.shown&&t.has("hass")&&(this.shown.card.hass=this.hass),t.size!==1||!t.has("hass")||this.states(t.get("hass"))}states(t){return this.cameras.some(r=>this.hass.states[r]!==t?.states[r])}disconnectedCallback(){super.disconnectedCallback(),this.shown=void 0}render(){let{hass:t,shown:r}=this;return i`<p class="secondary">${d(t,"dock.live_costs")}</p>
      <div class="row">
        ${this.cameras.map(s=>{let a=t.states[s],c=r?.entity===s,p=a?.attributes.friendly_name;return i`<button
            aria-pressed=${c}
            ?disabled=${!c&&(!a||a.state==="unavailable")}
            @click=${()=>this.toggle(s)}
          >
            ${k(c?tt:J,20)} ${typeof p=="string"?p:s}
          </button>`})}
      </div>
      ${r?i`<div class="picture">${r.card}</div>`:n}
      ${this.failed?i`<dji-dock-alert level="error"
              >${d(t,"dock.live_failed")}</dji-dock-alert
            >`:n}`}async toggle(t){let r=this.shown?.entity===t;if(this.shown=void 0,this.failed=!1,r)return;let s=await st({type:"picture-entity",entity:t,camera_view:"live",show_name:!1,show_state:!1});this.failed=!s,!(!s||!this.isConnected)&&(s.hass=this.hass,this.shown={entity:t,card:s})}};y.styles=[x,_,b`
      :host {
        display: grid;
        gap: 8px;
      }
    `],l([h({attribute:!1})],y.prototype,"hass",2),l([h({attribute:!1})],y.prototype,"cameras",2),l([u()],y.prototype,"shown",2),l([u()],y.prototype,"failed",2),y=l([w("dji-dock-live")],y);var _t={flight:S,alarm:F,log_upload:W,media:B,job:K,connection:X,lock:Y},Et=100,m=class extends D{constructor(){super(...arguments);this.deviceId="";this.day="";this.kind="";this.changed="";this.next=null;this.busy=!1;this.asked=0}shouldUpdate(t){return t.size!==1||!t.has("hass")?!0:V(this.hass,t.get("hass"))}willUpdate(t){t.has("deviceId")||t.has("day")?(this.events=void 0,this.load()):t.has("changed")&&this.shownDay===this.today&&this.load()}get today(){return M(this.hass,new Date)}get shownDay(){return this.day||this.today}async load(t){let r=++this.asked,s=this.shownDay,a=q(this.hass,N(s,1)).getTime()-1;this.busy=!0;try{let c=await gt(this.hass,{device_id:this.deviceId,start:q(this.hass,s).toISOString(),end:new Date(a).toISOString(),before:t??null,limit:Et});if(r!==this.asked)return;this.events=t?[...this.events??[],...c.events]:c.events,this.next=c.next,this.error=void 0}catch(c){r===this.asked&&(this.error=c)}finally{r===this.asked&&(this.busy=!1)}}text(t){return d(this.hass,`timeline.${t}`)}go(t,r){this.dispatchEvent(new CustomEvent(t,{detail:r}))}render(){let t=this.shownDay,r=this.today;return i`<div class="row bar">
        <div class="row">
          <button
            class="icon"
            aria-label=${this.text("day_before")}
            @click=${()=>this.go("day",N(t,-1))}
          >
            ${k(Z)}
          </button>
          <input
            type="date"
            aria-label=${this.text("day")}
            max=${r}
            .value=${t}
            @change=${s=>this.go("day",s.target.value)}
          />
          <button
            class="icon"
            aria-label=${this.text("day_after")}
            ?disabled=${t>=r}
            @click=${()=>this.go("day",N(t,1))}
          >
            ${k(Q)}
          </button>
        </div>
        <select
          aria-label=${this.text("kinds")}
          @change=${s=>this.go("kind",s.target.value)}
        >
          ${["",...Object.keys(_t)].map(s=>i`<option value=${s} ?selected=${s===this.kind}>
                ${this.text(`kind_${s||"all"}`)}
              </option>`)}
        </select>
      </div>
      <h3>${ot(this.hass,t)}</h3>
      ${this.error?this.renderError():n} ${this.renderEvents()}`}renderError(){return i`<dji-dock-alert level="error"
      >${I(this.hass,this.error)}
      <button slot="action" @click=${()=>this.load()}>
        ${d(this.hass,"common.retry")}
      </button></dji-dock-alert
    >`}renderEvents(){let t=this.events?.filter(({kind:r})=>!this.kind||r===this.kind);return t?i`${t.length?i`<ol>
            ${t.map(r=>this.renderEvent(r))}
          </ol>`:this.next?n:i`<p class="secondary" role="status">${this.text("nothing")}</p>`}
    ${this.next?i`<button ?disabled=${this.busy} @click=${()=>this.load(this.next??void 0)}>
            ${d(this.hass,"common.more")}
          </button>`:n}`:this.error?n:i`<p role="status">${d(this.hass,"common.loading")}</p>`}renderEvent(t){let{kind:r,what:s,when:a,link:c}=t,p=/^(raised|failed|timed_out|offline|stalled|partial|unknown)$/.test(s),f=A(this.hass,t.words);return i`<li>
      <time class="secondary" datetime=${a}>${at(this.hass,a)}</time>
      <span class=${p?"bad":"plain"}>${k(_t[r]??G,20)}</span>
      <div class="words">
        ${c&&r==="alarm"?i`${f} · <a href=${c}>${this.text("logs_around")}</a>`:c?i`<a href=${c}>${f}</a>`:f}
      </div>
    </li>`}};m.styles=[x,_,b`
      :host {
        display: grid;
        gap: 12px;
      }
      .bar {
        justify-content: space-between;
      }
      li {
        display: grid;
        grid-template-columns: 64px 24px 1fr;
        gap: 10px;
        padding-block: 8px;
        border-block-end: var(--dd-border);
        align-items: start;
      }
      li:last-child {
        border: none;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
      .words {
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--dd-bad);
      }
      .plain {
        color: var(--secondary-text-color);
      }
    `],l([h({attribute:!1})],m.prototype,"hass",2),l([h({attribute:!1})],m.prototype,"deviceId",2),l([h({attribute:!1})],m.prototype,"day",2),l([h({attribute:!1})],m.prototype,"kind",2),l([h({attribute:!1})],m.prototype,"changed",2),l([u()],m.prototype,"events",2),l([u()],m.prototype,"next",2),l([u()],m.prototype,"error",2),l([u()],m.prototype,"busy",2),m=l([w("dji-dock-timeline")],m);var Ht=["info","warning","error"],O=class extends ut{constructor(){super(),new it(this,e=>{let[,t]=e.split(":");return t===this.route.parts[0]})}shouldUpdate(e){if(super.shouldUpdate(e))return!0;for(let t of this.renderRoot.querySelectorAll("dji-dock-live, dji-dock-controls"))t.hass=this.hass;return!1}text(e,t){return d(this.hass,`dock.${e}`,t)}render(){let{hass:e}=this;if(!T.ready)return i`<p role="status">${d(e,"common.loading")}</p>`;let t=T.docks.get(this.route.parts[0]??"");return t?i`${this.renderHead(t)}
      <div class="columns">
        <div class="column">
          ${this.renderState(t)} ${this.renderAlarms(t)} ${this.renderLive(t)}
          ${this.renderFiles(t)} ${this.renderFirmware(t)}
        </div>
        <div class="column">
          ${this.renderTimeline(t)}
          ${this.renderSection("jobs",i`<dji-dock-jobs .hass=${e} .dock=${t}></dji-dock-jobs>`)}
        </div>
      </div>`:i`<dji-dock-empty .icon=${S} heading=${this.text("gone")}>
        <p>${this.text("gone_text")}</p>
        <a class="button" href=${g("overview")}>${d(e,"common.tab_overview")}</a>
      </dji-dock-empty>`}renderSection(e,t){return i`<section class="card" aria-labelledby=${e}>
      <h3 id=${e}>${this.text(e)}</h3>
      ${t}
    </section>`}renderHead(e){let{hass:t}=this,r=[e.model,e.area,e.serial].filter(Boolean).join(" \xB7 "),s=nt([],[e]).filter(({kind:a})=>a!=="alarm");return i`<div class="row head">
        <a
          class="back"
          href=${g("overview")}
          aria-label=${d(t,"common.tab_overview")}
          >${k(L)}</a
        >
        <h2>${e.name}</h2>
        <span class="secondary grow">${r}</span>
        ${t.user?.is_admin?i`<a href=${`/config/devices/device/${e.device_id}`}>${this.text("device")}</a>`:n}
      </div>
      ${s.length?i`<dji-dock-concerns single .hass=${t} .concerns=${s}></dji-dock-concerns>`:n}`}renderState(e){let{hass:t}=this,r=T.isCurrent(e);return i`<section class="card">
      <dji-dock-picture
        lively
        class=${r?"":"stale"}
        .hass=${t}
        .dock=${e}
      ></dji-dock-picture>
      <dl>
        ${kt(t,e).map(([s,a])=>i`<dt>${s}</dt>
              <dd>${a}</dd>`)}
      </dl>
      ${r?i`<dji-dock-controls .hass=${t} .dock=${e}></dji-dock-controls>`:i`<p class="secondary">${this.text("not_current")}</p>`}
    </section>`}renderAlarms(e){return this.renderSection("alarms_now",e.alarms.length?i`<ul>
            ${e.alarms.map(t=>i`<li>${this.renderAlarm(e,t)}</li>`)}
          </ul>`:i`<p class="secondary">${this.text("no_alarms")}</p>`)}renderAlarm(e,t){let{hass:r}=this,s=Date.parse(t.since??""),a={scope:"time",from:s-9e5,to:s+9e5};return i`<dji-dock-alert level=${Ht[t.level]} quiet>
      <div>${A(r,t.text)}</div>
      <div class="secondary">
        ${d(r,`common.${t.device}`)} ·
        ${t.since?i`<time datetime=${t.since} title=${P(r,t.since)}
                >${this.text("since",{ago:E(r,t.since)})}</time
              >`:this.text("since_before")}
      </div>
      ${t.since&&e.may.control?i`<a slot="action" href=${g("logs",[e.device_id],bt(a))}
              >${d(r,"timeline.logs_around")}</a
            >`:n}
    </dji-dock-alert>`}renderLive(e){let{hass:t}=this,r=ft(t,e.device_id)?.id,s=[e.device_id,r].flatMap(a=>a===void 0?[]:$t(t,a,"camera"));return s.length?this.renderSection("live",i`<dji-dock-live .hass=${t} .cameras=${s}></dji-dock-live>`):n}renderFiles(e){let{hass:t}=this,{media:r,device_id:s}=e,a=e.upload===null?void 0:T.uploads.get(e.upload),c=a&&U(t,"upload_status",a.status),p=d(t,"overview.log_upload",{status:c??""});return this.renderSection("files",i`${a?i`<div>
                <div class="row">
                  <a class="grow" href=${g("uploads",[s,a.upload_id])}
                    >${p}</a
                  >
                  <span>${H(t,a.progress)}</span>
                </div>
                <dji-dock-bar .value=${a.progress} label=${p}></dji-dock-bar>
              </div>`:n}
        ${e.queued?i`<p>${C(t,"dock.queued",e.queued)}</p>`:n}
        ${r.files===null?n:i`<p>
                ${C(t,"dock.media",r.files)} · ${dt(t,r.size)}
                ${r.last?i` · ${this.text("newest",{ago:E(t,r.last)})}`:n}
              </p>`}
        ${r.pending?i`<p>${C(t,"cards.pending",r.pending)}</p>`:n}
        <div class="row">
          ${e.may.control?i`<a class="button" href=${g("logs",[s])}
                  >${this.text("get_logs")}</a
                >`:n}
          <a class="button" href=${g("uploads",[],{dock:s})}
            >${d(t,"common.tab_uploads")}</a
          >
          <a class="button" href=${g("media",[s])}
            >${d(t,"common.tab_media")}</a
          >
        </div>`)}renderFirmware(e){let{hass:t}=this,s=[[e.name,e.firmware.dock,e.device_id],[e.aircraft?.name??"",e.firmware.aircraft,e.aircraft?.device_id]].filter(([,a])=>a);return s.length?this.renderSection("firmware",i`<ul>
        ${s.map(([a,c,p])=>{let f=p?vt(t,p,"update","firmware"):void 0,{installed:R=null,latest:v=null}=c??{},j=v!==null&&v!==R;return i`<li class="row">
            <span class="grow">${a}</span>
            <span>${R??"\u2013"}</span>
            ${j?i`<strong>${this.text("firmware_new",{version:v})}</strong>`:n}
            ${f?i`<button
                    @click=${()=>{rt(this,f)}}
                  >
                    ${this.text(j&&e.may.control?"firmware_install":"firmware_more")}
                    <span class="visually-hidden">${a}</span>
                  </button>`:n}
          </li>`})}
      </ul>`):n}renderTimeline(e){let t=this.route.query.get("day"),r=JSON.stringify([e.online,e.upload,e.queued,e.alarms,e.media.files,e.flight?.flight_id,e.job?.job_id,e.job?.status]);return this.renderSection("timeline",i`<dji-dock-timeline
        .hass=${this.hass}
        .deviceId=${e.device_id}
        .day=${wt(t)?t:""}
        .kind=${this.route.query.get("kind")??""}
        .changed=${r}
        @day=${s=>this.change({day:s.detail})}
        @kind=${s=>this.change({kind:s.detail})}
      ></dji-dock-timeline>`)}change(e){let t=Object.fromEntries(this.route.query);et(g("dock",this.route.parts,{...t,...e}),!0)}};O.styles=[x,_,b`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .head {
        align-items: baseline;
      }
      .back {
        align-self: center;
      }
      .columns {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
        align-items: start;
      }
      .column,
      section {
        display: grid;
        gap: var(--dd-gap);
        min-inline-size: 0;
      }
      section {
        gap: 10px;
        align-content: start;
      }
      .stale {
        opacity: 0.6;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 6px 16px;
      }
      dt {
        color: var(--secondary-text-color);
      }
      dd {
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: 8px;
      }
    `],O=l([w("dji-dock-page-dock")],O);export{O as DockPage};
