import{a as se,b as ne,d as ae,e as S,f as B,g as m,h as ue,i as q,j as W,m as H}from"./chunk-LWNBFWOD.js";import{a as Q,b as Y,c as fe,d as R,e as ge}from"./chunk-XT3OD2WS.js";import{a as k,b as l,d as de,e as g,f as le,g as F,h as $,i as _,j as ce,k as y,l as A,m as N,n as me,o as O,p as v,q as pe}from"./chunk-35TW44TZ.js";import{a as c}from"./chunk-JFKSI6I7.js";var M=class extends F{constructor(){super(...arguments);this.value=null;this.label="";this.tone=""}render(){let e=this.value!==null,t=Math.min(100,Math.max(0,this.value??0));return l`<div
      class="track"
      role="progressbar"
      aria-label=${this.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${e?Math.round(t):g}
    >
      <div
        class="done ${e?"":"unknown"}"
        style=${e?`inline-size:${t}%`:""}
      ></div>
    </div>`}};M.styles=[A,k`
      :host {
        display: block;
      }
      .track {
        block-size: 6px;
        border-radius: 3px;
        overflow: hidden;
        background: color-mix(in srgb, var(--primary-text-color) 15%, transparent);
      }
      .done {
        block-size: 100%;
        background: var(--primary-color, #009ac7);
        border-radius: inherit;
        transition: inline-size 0.6s;
      }
      :host([tone="good"]) .done {
        background: var(--success-color, #43a047);
      }
      :host([tone="bad"]) .done {
        background: var(--error-color, #db4437);
      }
      :host([tone="still"]) .done {
        background: color-mix(in srgb, var(--primary-text-color) 45%, transparent);
      }
      .unknown {
        inline-size: 30%;
        animation: pass 1.6s infinite ease-in-out;
      }
      @keyframes pass {
        from {
          transform: translateX(-100%);
        }
        to {
          transform: translateX(340%);
        }
      }
    `],c([$({attribute:!1})],M.prototype,"value",2),c([$()],M.prototype,"label",2),c([$({reflect:!0})],M.prototype,"tone",2),M=c([y("dji-dock-bar")],M);var T=class extends F{constructor(){super(...arguments);this.heading="";this.closeLabel="";this.wide=!1}firstUpdated(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return l`<dialog aria-labelledby="heading" @close=${this.closed}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="icon" aria-label=${this.closeLabel} @click=${()=>this.close()}>
          ${S(se)}
        </button>
      </header>
      <div class="body"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`}closed(){this.dispatchEvent(new CustomEvent("closed"))}};T.styles=[A,N,k`
      dialog {
        color: inherit;
        background: var(--ha-card-background, var(--card-background-color, #fff));
        border: none;
        border-radius: 16px;
        padding: 0;
        inline-size: min(560px, calc(100vw - 24px));
        max-block-size: calc(100vh - 24px);
        box-shadow: 0 8px 40px rgb(0 0 0 / 45%);
      }
      :host([wide]) dialog {
        inline-size: min(960px, calc(100vw - 24px));
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 12px 12px 0 20px;
      }
      h2 {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .body {
        padding: 12px 20px;
        display: grid;
        gap: 12px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 8px 20px 20px;
      }
    `],c([$()],T.prototype,"heading",2),c([$({attribute:"close-label"})],T.prototype,"closeLabel",2),c([$({type:Boolean,reflect:!0})],T.prototype,"wide",2),c([ce("dialog")],T.prototype,"dialog",2),T=c([y("dji-dock-dialog")],T);var E=class extends F{render(){return l`${this.dock.name}`}};c([$({attribute:!1})],E.prototype,"hass",2),c([$({attribute:!1})],E.prototype,"dock",2),E=c([y("dji-dock-picture")],E);function C(r,o){if(typeof o=="string")return o;let e=o??{};if(e.translation_key!==void 0){let t=e.translation_domain??"dji_dock",i=r.localize(`component.${t}.exceptions.${e.translation_key}.message`,e.translation_placeholders);if(i)return i}return e.message?e.message.replace(/^Validation error: /,""):m(r,"common.connection_lost")}var he=["byte","kilobyte","megabyte","gigabyte","terabyte"];function Le(r){switch(r.number_format){case"comma_decimal":return"en-US";case"decimal_comma":return"de";case"space_comma":return"fr";case"quote_decimal":return"de-CH";case"system":return;default:return r.language}}function ze(r,o,e={}){return new Intl.NumberFormat(Le(r.locale),{...r.locale.number_format==="none"?{useGrouping:!1}:{},...e}).format(o)}function Re(r,o){if(o===null)return"\u2013";let e=0,t=o;for(;t>=999.5&&e<he.length-1;)t/=1e3,e+=1;return new Intl.NumberFormat(r.locale.language,{style:"unit",unit:he[e]??"byte",unitDisplay:"short",maximumFractionDigits:e>1&&t<100?1:0}).format(t)}function ve(r,o){return o===null?"\u2013":`${Re(r,o)}/s`}function G(r,o){return o===null?"\u2013":ze(r,o/100,{style:"percent",maximumFractionDigits:0})}var Z;function X(r){return(Z&&m(Z,`cards.${r}`))??""}function D(r){return{schema:r,computeLabel:o=>X(o.name)||o.name,computeHelper:o=>X(`${o.name}_help`)||void 0}}var L=r=>({name:"device_id",required:r,selector:{device:{filter:[{integration:"dji_dock"}]}}}),b=class extends F{constructor(){super();this.language="";new pe(this,e=>this.wants(e))}static{this.styles=[A,N,k`
      :host {
        display: block;
        block-size: 100%;
      }
      ha-card {
        display: block;
        block-size: 100%;
        box-sizing: border-box;
        padding: 16px;
        overflow: hidden;
        /* Where Home Assistant's element is not there. */
        background: var(--ha-card-background, var(--card-background-color, #fff));
        border-radius: var(--ha-card-border-radius, 12px);
      }
      .head {
        display: flex;
        align-items: baseline;
        gap: 8px;
        margin-block-end: 8px;
      }
      .head h2 {
        flex: 1;
        font-size: 16px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `]}setConfig(e){if(e.device_id!==void 0&&typeof e.device_id!="string")throw new Error("device_id must be the id of a dock");this.config=e}getCardSize(){return 4}getGridOptions(){return{columns:12,min_columns:6,rows:"auto"}}static getStubConfig(e){let[t]=Q(e);return t?{device_id:t.id}:{}}wants(e){let t=this.deviceId;return t===void 0||e.endsWith(`:${t}`)}get deviceId(){return this.config?.device_id?this.config.device_id:v.docks.size===1?[...v.docks.keys()][0]:void 0}get dock(){return v.docks.get(this.deviceId??"")}shouldUpdate(e){return e.size!==1||!e.has("hass")||!this.hass?!0:me(this.hass,e.get("hass"))||this.showsStates(e.get("hass"))}showsStates(e){return!1}willUpdate(e){Z=this.hass??Z;let{hass:t}=this;if(!t||t.language===this.language)return;let{language:i}=t;B(t).then(()=>{this.language=i})}render(){let{hass:e,config:t}=this;return!e||!t||!this.language?g:l`<ha-card>${this.renderBody(e)}</ha-card>`}renderNoDock(e){if(!v.ready)return l`<p class="secondary">${m(e,"common.loading")}</p>`;let t=this.config?.device_id?"cards.unknown_dock":"cards.choose_dock";return l`<p class="secondary">
      ${v.docks.size?m(e,t):m(e,"common.no_docks_text")}
    </p>`}};c([$({attribute:!1})],b.prototype,"hass",2),c([_()],b.prototype,"config",2),c([_()],b.prototype,"language",2);var ye=[["cover","cover",({state:r})=>r==="closed"?{text:"open_cover",service:["cover","open_cover"],asks:!0}:{text:"close_cover",service:["cover","close_cover"],asks:!0}],["switch","aircraft_power",({state:r})=>r==="on"?{text:"power_off",service:["switch","turn_off"],asks:!0}:{text:"power_on",service:["switch","turn_on"],asks:!0}],["switch","remote_debugging",({state:r})=>r==="on"?{text:"end_debugging",service:["switch","turn_off"],asks:!1}:void 0]];function be(r,o){return ye.map(([e,t])=>R(r,o,e,t)).filter(e=>e!==void 0)}function xe(r,o){return ye.flatMap(([e,t,i])=>{let s=R(r,o,e,t),n=s?r.states[s]:void 0;if(!s||!n||n.state==="unavailable"||n.state==="unknown")return[];let a=i(n);return a?[{entityId:s,...a}]:[]})}var Ve=3,P=class extends b{constructor(){super(...arguments);this.busy=""}static getConfigForm(){return D([L(!0),{name:"layout",selector:{select:{options:["large","compact"].map(e=>({value:e,label:X(e)})),mode:"dropdown"}}},{name:"controls",selector:{boolean:{}}}])}get compact(){return this.config?.layout==="compact"}getCardSize(){return this.compact?2:6}showsStates(e){let{hass:t,deviceId:i}=this;return!t||!i?!1:be(t,i).some(s=>t.states[s]!==e?.states[s])}renderBody(e){let{dock:t}=this;if(this.toggleAttribute("compact",this.compact),!t)return this.renderNoDock(e);let i=H("dock",[t.device_id]);return this.compact?l`<div class="body">
        <div class="head">
          <h2><a href=${i}>${t.name}</a></h2>
        </div>
        <dji-dock-picture compact .hass=${e} .dock=${t}></dji-dock-picture>
        ${this.renderAttention(e,t,1)}
      </div>`:l`<div class="body">
      <div class="head">
        <h2><a href=${i}>${t.name}</a></h2>
        <span class="secondary">${t.model}</span>
      </div>
      <dji-dock-picture .hass=${e} .dock=${t}></dji-dock-picture>
      ${this.renderAttention(e,t,Ve)} ${this.renderUpload(e,t)}
      ${this.renderControls(e,t)}
    </div>`}renderAttention(e,t,i){return t.attention.slice(0,i).map(({level:s,words:n,link:a})=>l`<dji-dock-alert level=${s}>
            ${q(e,n)}
            ${a?l`<a slot="action" href=${a}>${m(e,"cards.look")}</a>`:g}
          </dji-dock-alert>`)}renderUpload(e,t){let i=t.upload===null?void 0:v.uploads.get(t.upload);if(!i)return g;let s=`${m(e,"cards.log_upload")}: ${W(e,"upload_status",i.status)}`;return l`<div>
      <div class="row">
        <a class="grow" href=${H("uploads",[i.device_id,i.upload_id])}>${s}</a>
        <span>${G(e,i.progress)}</span>
      </div>
      <dji-dock-bar .value=${i.progress} label=${s}></dji-dock-bar>
    </div>`}renderControls(e,t){if(this.config?.controls===!1||!t.may.control)return g;let i=a=>m(e,`cards.${a}`,{dock:t.name}),s=xe(e,t.device_id),{asked:n}=this;return l`${s.length?l`<div class="row controls">
            ${s.map(a=>l`<button
                  ?disabled=${this.busy===a.text}
                  @click=${()=>{this.choose(a)}}
                >
                  ${i(a.text)}
                </button>`)}
          </div>`:g}
    ${this.error?l`<dji-dock-alert level="error">${C(e,this.error)}</dji-dock-alert>`:g}
    ${n?l`<dji-dock-dialog
            heading=${i(n.text)}
            close-label=${m(e,"common.close")}
            @closed=${()=>this.asked=void 0}
          >
            <p>${i(`${n.text}_ask`)}</p>
            <button slot="actions" @click=${()=>this.asked=void 0}>
              ${m(e,"common.cancel")}
            </button>
            <button
              slot="actions"
              class="primary"
              @click=${()=>{this.asked=void 0,this.act(n)}}
            >
              ${i(n.text)}
            </button>
          </dji-dock-dialog>`:g}`}choose(e){this.error=void 0,e.asks?this.asked=e:this.act(e)}async act(e){let{hass:t}=this;if(!(!t||this.busy)){this.busy=e.text;try{let[i,s]=e.service;await t.callService(i,s,{entity_id:e.entityId},void 0,!1)}catch(i){this.error=i}finally{this.busy=""}}}};P.styles=[...b.styles,k`
      .body {
        display: grid;
        gap: 12px;
      }
      .head a {
        color: inherit;
        text-decoration: none;
      }
      .head a:hover {
        text-decoration: underline;
      }
      .controls button {
        flex: 1 1 auto;
      }
      :host([compact]) ha-card {
        padding: 8px 12px;
      }
      dji-dock-picture:not([compact]) {
        max-inline-size: 420px;
        inline-size: 100%;
        justify-self: center;
      }
    `],c([_()],P.prototype,"asked",2),c([_()],P.prototype,"busy",2),c([_()],P.prototype,"error",2),P=c([y("dji-dock-card")],P);function $e(r,o,e={}){return r.callWS({type:`dji_dock/${o}`,...Se(e)})}function Se(r){return Object.fromEntries(Object.entries(r).filter(([,o])=>o!=null))}var _e=(r,o)=>$e(r,"uploads/list",o);var ke=(r,o)=>$e(r,"media/files",o);function J(r){return r.locale.language}function we(r){return r.locale.time_zone==="server"?{timeZone:r.config.time_zone}:{}}function Ne(r){switch(r.locale.time_format){case"12":return{hourCycle:"h12"};case"24":return{hourCycle:"h23"};default:return{}}}function Oe(r,o,e){let t=i=>o.find(s=>s.type===i)?.value??"";switch(r.locale.date_format){case"DMY":return`${t("day")}/${t("month")}/${t("year")}`;case"MDY":return`${t("month")}/${t("day")}/${t("year")}`;case"YMD":return`${t("year")}-${t("month")}-${t("day")}`;default:return e}}function Be(r,o){let e=new Date(o),t=new Intl.DateTimeFormat(J(r),{...we(r),year:"numeric",month:"2-digit",day:"2-digit"});return Oe(r,t.formatToParts(e),t.format(e))}function qe(r,o,e=!1){return new Intl.DateTimeFormat(J(r),{...we(r),...Ne(r),hour:"numeric",minute:"2-digit",...e?{second:"2-digit"}:{}}).format(new Date(o))}function He(r,o){return o===null?"\u2013":`${Be(r,o)}, ${qe(r,o)}`}var We=[["second",60],["minute",60],["hour",24],["day",30],["month",12]];function K(r,o,e=Date.now()){if(o===null)return"\u2013";let t=(new Date(o).getTime()-e)/1e3,i=new Intl.RelativeTimeFormat(J(r),{numeric:"auto"});for(let[s,n]of We){if(Math.abs(Math.round(t))<n)return i.format(Math.round(t),s);t/=n}return i.format(Math.round(t),"year")}function Te(r,o){if(o===null)return"\u2013";let e=Math.max(0,Math.round(o)),t=[[Math.floor(e/86400),"day"],[Math.floor(e%86400/3600),"hour"],[Math.floor(e%3600/60),"minute"],[e%60,"second"]],i=t.findIndex(([n])=>n>0);return(i<0?t.slice(-1):t.slice(i,i+2)).filter(([n],a)=>n>0||a===0).map(([n,a])=>new Intl.NumberFormat(J(r),{style:"unit",unit:a??"second",unitDisplay:"narrow"}).format(n)).join(" ")}var Qe=6,j=class extends b{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return D([L(!0),{name:"limit",selector:{number:{min:1,max:48,mode:"box"}}}])}wants(e){return e===`media:${this.deviceId}`&&(this.asked=""),e!==`uploads:${this.deviceId}`&&super.wants(e)}willUpdate(e){super.willUpdate(e);let{hass:t,deviceId:i}=this,s=Math.min(48,Math.max(1,Number(this.config?.limit??Qe)||1)),n=`${i} ${s} ${v.live}`;!t||!i||!v.live||n===this.asked||(this.asked=n,e.has("config")&&(this.files=void 0),this.load(t,i,s))}async load(e,t,i){try{let{files:s}=await ke(e,{device_id:t,limit:i});t===this.deviceId&&(this.files=s),this.error=void 0}catch(s){this.error=s}}renderBody(e){let{dock:t}=this;if(!t)return this.renderNoDock(e);let{pending:i,last:s}=t.media;return l`<div class="head">
        <h2>${m(e,"cards.media")} · ${t.name}</h2>
        <a href=${H("media",[t.device_id])}>${m(e,"cards.all")}</a>
      </div>
      ${this.error?l`<p role="alert">${C(e,this.error)}</p>`:g}
      <p class="secondary">
        ${[s?K(e,s):"",i?ue(e,"cards.pending",i):""].filter(Boolean).join(" \xB7 ")}
      </p>
      ${this.files?.length?l`<div class="grid">${this.files.map(n=>this.renderFile(e,n))}</div>`:l`<p class="secondary">
              ${m(e,this.files?"cards.no_media":"common.loading")}
            </p>`}`}renderFile(e,t){let i=`${t.name}, ${He(e,t.taken_at)}`,s=H("media",[this.deviceId??""],{view:t.key});return l`<a href=${s} aria-label=${i} title=${i}>
      ${t.thumbnail?l`<img src=${e.hassUrl(t.thumbnail)} alt="" loading="lazy" />`:S(t.kind==="video"?ae:ne,40)}
    </a>`}};j.styles=[...b.styles,k`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
        gap: 6px;
        margin-block-start: 8px;
      }
      .grid a {
        position: relative;
        aspect-ratio: 4 / 3;
        border-radius: 8px;
        overflow: hidden;
        display: grid;
        place-items: center;
        color: inherit;
        background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
    `],c([_()],j.prototype,"files",2),c([_()],j.prototype,"error",2),j=c([y("dji-dock-media-card")],j);var Ye=12,Ge=[["sensor","mode"],["cover","cover"],["sensor","cover"],["switch","aircraft_power"],["binary_sensor","aircraft_in_dock"],["sensor","wind_speed"],["sensor","rainfall"],["sensor","temperature"],["sensor","alarms"],["sensor","job"]];function Fe(r,o){return{type:"heading",heading:r,icon:o}}function Ze(r,o){let e=d=>m(r,`cards.${d}`),t=Ge.map(([d,p])=>R(r,o.id,d,p)).filter(d=>d!==void 0),i=fe(r,o.id),s=[o,...i?[i]:[]].flatMap(d=>ge(r,d.id,"camera")),n=o.id,a=[{type:"grid",cards:[{type:"custom:dji-dock-card",device_id:n}]},{type:"grid",cards:[Fe(e("state"),"mdi:garage-variant"),...t.map(d=>({type:"tile",entity:d,name:{type:"entity"}}))]},{type:"grid",cards:[{type:"custom:dji-dock-uploads-card",device_id:n}]},{type:"grid",cards:[{type:"custom:dji-dock-media-card",device_id:n}]}];return s.length&&a.push({type:"grid",cards:[Fe(e("cameras"),"mdi:cctv"),...s.map(d=>({type:"picture-entity",entity:d,camera_view:"auto",show_state:!0}))]}),a}var ee=class extends HTMLElement{static async generate(o,e){await B(e);let t=Q(e).filter(p=>!o.docks||o.docks.includes(p.id)).sort((p,V)=>Y(p).localeCompare(Y(V))),i=m(e,"cards.docks");if(!t.length){let p=m(e,"common.no_docks_text");return{title:i,views:[{title:i,cards:[{type:"markdown",content:p}]}]}}let s=p=>({title:Y(p),path:p.id,type:"sections",max_columns:3,sections:Ze(e,p)}),[n]=t;if(n&&t.length===1)return{title:i,views:[s(n)]};let a=t.length>Ye,d={title:i,path:"docks",icon:"mdi:quadcopter",type:"sections",max_columns:4,sections:t.map(p=>({type:"grid",cards:[{type:"custom:dji-dock-card",device_id:p.id,...a?{layout:"compact"}:{}}]}))};return{title:i,views:a?[d]:[d,...t.map(s)]}}};ee=c([y("ll-strategy-dashboard-dji-dock")],ee);var Me={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Pe=r=>(...o)=>({_$litDirective$:r,values:o}),te=class{constructor(o){}get _$AU(){return this._$AM._$AU}_$AT(o,e,t){this._$Ct=o,this._$AM=e,this._$Ci=t}_$AS(o,e){return this.update(o,e)}update(o,e){return this.render(...e)}};var{I:Xe}=le,Ue=r=>r;var je=()=>document.createComment(""),z=(r,o,e)=>{let t=r._$AA.parentNode,i=o===void 0?r._$AB:o._$AA;if(e===void 0){let s=t.insertBefore(je(),i),n=t.insertBefore(je(),i);e=new Xe(s,n,r,r.options)}else{let s=e._$AB.nextSibling,n=e._$AM,a=n!==r;if(a){let d;e._$AQ?.(r),e._$AM=r,e._$AP!==void 0&&(d=r._$AU)!==n._$AU&&e._$AP(d)}if(s!==i||a){let d=e._$AA;for(;d!==s;){let p=Ue(d).nextSibling;Ue(t).insertBefore(d,i),d=p}}}return e},U=(r,o,e=r)=>(r._$AI(o,e),r),Je={},Ie=(r,o=Je)=>r._$AH=o,Ae=r=>r._$AH,re=r=>{r._$AR(),r._$AA.remove()};var Ee=(r,o,e)=>{let t=new Map;for(let i=o;i<=e;i++)t.set(r[i],i);return t},Ce=Pe(class extends te{constructor(r){if(super(r),r.type!==Me.CHILD)throw Error("repeat() can only be used in text expressions")}dt(r,o,e){let t;e===void 0?e=o:o!==void 0&&(t=o);let i=[],s=[],n=0;for(let a of r)i[n]=t?t(a,n):n,s[n]=e(a,n),n++;return{values:s,keys:i}}render(r,o,e){return this.dt(r,o,e).values}update(r,[o,e,t]){let i=Ae(r),{values:s,keys:n}=this.dt(o,e,t);if(!Array.isArray(i))return this.ut=n,s;let a=this.ut??=[],d=[],p,V,u=0,h=i.length-1,f=0,x=s.length-1;for(;u<=h&&f<=x;)if(i[u]===null)u++;else if(i[h]===null)h--;else if(a[u]===n[f])d[f]=U(i[u],s[f]),u++,f++;else if(a[h]===n[x])d[x]=U(i[h],s[x]),h--,x--;else if(a[u]===n[x])d[x]=U(i[u],s[x]),z(r,d[x+1],i[u]),u++,x--;else if(a[h]===n[f])d[f]=U(i[h],s[f]),z(r,i[u],i[h]),h--,f++;else if(p===void 0&&(p=Ee(n,f,x),V=Ee(a,u,h)),p.has(a[u]))if(p.has(a[h])){let w=V.get(n[f]),ie=w!==void 0?i[w]:null;if(ie===null){let oe=z(r,i[u]);U(oe,s[f]),d[f]=oe}else d[f]=U(ie,s[f]),z(r,i[u],ie),i[w]=null;f++}else re(i[h]),h--;else re(i[u]),u++;for(;f<=x;){let w=z(r,d[x+1]);U(w,s[f]),d[f++]=w}for(;u<=h;){let w=i[u++];w!==null&&re(w)}return this.ut=n,Ie(r,d),de}});var De=5,I=class extends b{constructor(){super(...arguments);this.asked=""}static getConfigForm(){return D([L(!1),{name:"limit",selector:{number:{min:1,max:20,mode:"box"}}}])}get limit(){let e=Number(this.config?.limit??De);return Number.isFinite(e)?Math.min(20,Math.max(1,e)):De}willUpdate(e){super.willUpdate(e);let{hass:t}=this,i=`${this.config?.device_id??""} ${this.limit} ${v.live}`;!t||!v.live||i===this.asked||(this.asked=i,this.load(t))}async load(e){try{let t={device_id:this.config?.device_id,limit:this.limit};this.listed=(await _e(e,t)).uploads,this.error=void 0}catch(t){this.error=t}}get uploads(){let e=new Map((this.listed??[]).map(t=>[t.upload_id,t]));for(let t of v.uploads.values()){let{device_id:i}=this.config??{};(!i||t.device_id===i)&&e.set(t.upload_id,t)}return[...e.values()].sort((t,i)=>Number(O(t))-Number(O(i))||i.created.localeCompare(t.created)).slice(0,this.limit)}renderBody(e){let t=this.config?.device_id,i=this.uploads;return l`<div class="head">
        <h2>${m(e,"cards.uploads")}</h2>
        <a href=${H("uploads",[],{dock:t})}>${m(e,"cards.all")}</a>
      </div>
      ${this.error?l`<p class="failed" role="alert">${C(e,this.error)}</p>`:g}
      ${i.length?l`<ul>
              ${Ce(i,s=>s.upload_id,s=>this.renderUpload(e,s))}
            </ul>`:l`<p class="secondary">
              ${m(e,this.listed?"cards.no_uploads":"common.loading")}
            </p>`}`}renderUpload(e,t){let i=W(e,"upload_status",t.status),s=`${t.dock} \xB7 ${t.modules.map(d=>m(e,`common.${d}`)).join(", ")}`,n=!O(t)&&t.status!=="queued",a=[t.rate?ve(e,t.rate):"",t.eta===null?"":Te(e,t.eta),n?G(e,t.progress):K(e,t.created)];return l`<li>
      <div class="line">
        <a href=${H("uploads",[t.device_id,t.upload_id])}>${s}</a>
        <span class=${t.status}>${i}</span>
      </div>
      ${n?l`<dji-dock-bar
              .value=${t.progress}
              label=${`${s}: ${i}`}
            ></dji-dock-bar>`:g}
      <div class="line secondary">
        <span>${q(e,t.words)}</span>
        <span>${a.filter(Boolean).join(" \xB7 ")}</span>
      </div>
    </li>`}};I.styles=[...b.styles,k`
      li {
        padding-block: 8px;
        border-block-end: var(--dd-border);
        display: grid;
        gap: 4px;
      }
      li:last-child {
        border: none;
      }
      .line {
        display: flex;
        gap: 8px;
        justify-content: space-between;
      }
      .failed {
        color: var(--dd-bad);
      }
      .uploaded {
        color: var(--dd-good);
      }
      li a {
        color: inherit;
        text-decoration: none;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      li a:hover {
        text-decoration: underline;
      }
    `],c([_()],I.prototype,"listed",2),c([_()],I.prototype,"error",2),I=c([y("dji-dock-uploads-card")],I);
