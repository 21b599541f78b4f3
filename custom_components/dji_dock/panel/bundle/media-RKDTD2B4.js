import"./chunk-Z723YSKP.js";import{i as je,j as q,k as He,l as Re,m as X}from"./chunk-IN2XDQVX.js";import{a as D}from"./chunk-K6QZP7RS.js";import"./chunk-JYEDT22H.js";import{f as se}from"./chunk-LZBLOXA7.js";import{a as Q,b as L,e as Se}from"./chunk-FS4HZFEU.js";import{a as Ee,b as K,c as Fe,d as Y}from"./chunk-4JQKTK7W.js";import{a as _e,d as Me}from"./chunk-Z6P2WDLX.js";import"./chunk-CFH5UL7E.js";import{A as ke,B as $e,E as xe,K as we,N as v,c as de,d as ce,g as he,h as pe,i as me,n as V,q as fe,s as ue,t as ie,u as ye,w as ge,x as ve,z as be}from"./chunk-7O34PZDG.js";import{c as N}from"./chunk-IMT66HIY.js";import{b as h,c as C,d as W}from"./chunk-53IXB4Y6.js";import{a as Pe}from"./chunk-ECNI373C.js";import{a as $,b as a,c as ze,e as m,h as x,i as f,j as u,k as A,l as b,m as k,n as w,r as E,s as Te}from"./chunk-URQ6JHEL.js";import{a as c}from"./chunk-JFKSI6I7.js";var F=class extends x{constructor(){super(...arguments);this.days=[];this.day="";this.unfinished=!1;this.hrefOf=()=>""}render(){let{hass:e}=this,t=i=>h(e,`media.${i}`);return a`<nav aria-label=${t("days")}>
      <label class="stacked"
        >${t("go_to_day")}<input
          type="date"
          .value=${this.day}
          @change=${i=>{let{value:s}=i.target;this.dispatchEvent(new CustomEvent("go",{detail:s}))}}
      /></label>
      <a href=${this.hrefOf()} aria-current=${this.day?m:"page"}>${t("all_days")}</a>
      <ol>
        ${this.days.map(i=>a`<li>
              <a
                class="day"
                href=${this.hrefOf(i.day)}
                aria-current=${i.day===this.day&&this.flight===void 0?"page":m}
                >${Y(e,i.day)}</a
              >
              <ol>
                ${i.flights.map(s=>this.renderFlight(i.day,s))}
              </ol>
            </li>`)}
      </ol>
      ${this.unfinished?a`<button @click=${()=>this.dispatchEvent(new CustomEvent("older"))}>
              ${t("older_days")}
            </button>`:m}
    </nav>`}renderFlight(e,t){let{hass:i}=this,{expected:s,arrived:r}=t,n=s!==null&&r<s,l=e===this.day&&t.flight_id===this.flight;return a`<li>
      <a href=${this.hrefOf(e,t.flight_id)} aria-current=${l?"page":m}>
        <span class="grow"
          >${t.flight_id?K(i,t.first):h(i,"media.no_flight")}</span
        >
        <span class="secondary"
          >${n?h(i,"media.of_expected",{arrived:r,expected:s}):C(i,"media.files",t.files)}</span
        >
        ${n?v(de,18):m}
      </a>
    </li>`}};F.styles=[k,w,$`
      :host {
        display: block;
      }
      a {
        display: block;
        padding: 6px 10px;
        border-radius: 8px;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
      }
      a[aria-current] {
        background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
      }
      li li a {
        display: flex;
        align-items: center;
        gap: 6px;
        padding-inline-start: 20px;
      }
      .day {
        font-weight: 500;
      }
      svg {
        color: var(--dd-warn);
      }
      label {
        margin: 4px 10px 12px;
      }
      button {
        margin-block-start: 8px;
        inline-size: 100%;
      }
    `],c([f({attribute:!1})],F.prototype,"hass",2),c([f({attribute:!1})],F.prototype,"days",2),c([f({attribute:!1})],F.prototype,"day",2),c([f({attribute:!1})],F.prototype,"flight",2),c([f({attribute:!1})],F.prototype,"unfinished",2),c([f({attribute:!1})],F.prototype,"hrefOf",2),F=c([b("dji-dock-media-days")],F);function Oe(d){return a`<dji-dock-empty
    .icon=${ue}
    .heading=${h(d,"common.no_docks")}
    >${h(d,"common.no_docks_text")}
    <a class="button primary" href=${N("setup")}>${h(d,"common.to_setup")}</a>
  </dji-dock-empty>`}function Ce(d){let o=E.docks.get(d.device)?.entry_id;return E.entries.find(e=>e.entry_id===o)}function De(d,o,e){let t=n=>h(d,`media.${n}`),i=Ce(o);if(i&&!i.bucket.configured)return a`<dji-dock-empty .icon=${ie} .heading=${t("no_bucket")}
      >${t("no_bucket_text")}
      <a class="button primary" href=${N("setup",[i.entry_id])}
        >${h(d,"common.to_setup")}</a
      >
    </dji-dock-empty>`;let s=o.day!==void 0||o.kind!==void 0,r=o.kind?"no_such":o.day?"nothing_on_day":"nothing_yet";return a`<dji-dock-empty .icon=${ie} .heading=${t(r)}
    >${s?m:t("nothing_yet_text")}
    ${o.kind?a`<button class="primary" @click=${()=>e({kind:void 0})}>
            ${t("show_all_kinds")}
          </button>`:o.day?a`<button class="primary" @click=${()=>e({day:void 0,flight:void 0})}>
              ${t("all_days")}
            </button>`:a`<a class="button primary" href=${N("setup",i?[i.entry_id]:[])}
              >${t("check_setup")}</a
            >`}
  </dji-dock-empty>`}function Ae(d,o){let e=Ce(o);return e?.bucket.usable!==!1||!e.bucket.configured?m:a`<dji-dock-alert level="warning"
    >${W(d,e.bucket.error)||h(d,"media.bucket_unusable")}
    <a class="button" slot="action" href=${N("setup",[e.entry_id])}
      >${h(d,"common.to_setup")}</a
    ></dji-dock-alert
  >`}function Le(d,o,e){let t=Math.max(3,Math.round((o+4)/194)),i=Math.floor((o-4*(t-1))/t*3/4),s=[],r=new Map,n=0,l=(y,g,O,U)=>{let R={id:g,kind:y,top:n,height:O,section:U,shots:[]};return s.push(R),n+=O,R},p="";for(let y of d){e&&y.day!==p&&l("day",y.day,56,y),p=y.day,l("flight",y.id,48,y);for(let g=0;g<y.shots.length;g+=t){let O=l("shots",`${y.id} ${g}`,i+4,y);O.shots=y.shots.slice(g,g+t);for(let U of O.shots)r.set(U.key,s.length-1)}}return{columns:t,rows:s,height:n,rowOf:r}}function oe(d,o){let e=0,t=d.length;for(;e<t;){let i=e+t>>1,s=d[i];s&&s.top+s.height<=o?e=i+1:t=i}return e}var Ne=[k,w,$`
    :host {
      display: block;
    }
    [role="grid"] {
      position: relative;
      contain: layout style;
    }
    [role="row"] {
      position: absolute;
      inset-inline: 0;
    }
    .heading {
      display: flex;
      align-items: center;
      gap: 8px;
      block-size: 100%;
      white-space: nowrap;
      overflow: hidden;
    }
    .heading input {
      margin-inline-start: 4px;
      flex: none;
    }
    .name {
      overflow: hidden;
      text-overflow: ellipsis;
    }
    .day .heading {
      align-items: end;
      padding-block-end: 4px;
      font-size: var(--ha-font-size-l, 16px);
      font-weight: 500;
    }
    .count {
      color: var(--secondary-text-color);
    }
    button.why {
      min-block-size: 32px;
      padding-inline: 10px;
      border-color: color-mix(in srgb, var(--warning-color, #ffa600) 60%, transparent);
    }
    .shots {
      display: grid;
      grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
      gap: ${4}px;
      padding-block-end: ${4}px;
    }
    .tile {
      position: relative;
      min-inline-size: 0;
    }
    .tile a {
      position: absolute;
      inset: 0;
      display: block;
      border-radius: 4px;
      overflow: hidden;
      text-decoration: none;
    }
    .tile a:focus-visible {
      outline: 3px solid var(--primary-text-color);
      outline-offset: -3px;
    }
    dji-dock-media-thumbnail {
      block-size: 100%;
      transition: transform 0.15s;
    }
    .chosen dji-dock-media-thumbnail {
      transform: scale(0.86);
    }
    .chosen {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 35%, transparent);
      border-radius: 4px;
    }
    .facts {
      position: absolute;
      inset-inline: 0;
      inset-block-end: 0;
      display: flex;
      justify-content: space-between;
      padding: 16px 6px 3px;
      font-size: 12px;
      color: #fff;
      background: linear-gradient(transparent, rgb(0 0 0 / 75%));
    }
    .several {
      display: inline-flex;
      align-items: center;
      gap: 2px;
    }
    .play {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      color: #fff;
      filter: drop-shadow(0 0 4px rgb(0 0 0 / 80%));
    }
    .choose {
      position: absolute;
      inset-block-start: 0;
      inset-inline-start: 0;
      padding: 6px;
      cursor: pointer;
    }
    .choose input {
      box-shadow: 0 0 3px rgb(0 0 0 / 70%);
      border-radius: 4px;
    }
    @media (hover: hover) {
      .tile:not(:hover, :focus-within, .chosen) .choose {
        opacity: 0.55;
      }
    }
  `];var rt={photo:ye,video:we,other:fe},nt=80,at=2500,S=class extends x{constructor(){super(...arguments);this.settled=nt;this.again=at;this.stage="waiting";this.loaded=!1;this.image=null;this.url=null;this.arrived=()=>{this.loaded=!0};this.failed=()=>{this.stage==="asked"?(this.stage="waiting again",this.askSoon()):this.stage="failed"}}connectedCallback(){super.connectedCallback(),(this.stage==="waiting"||this.stage==="waiting again")&&this.askSoon()}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer),this.loaded||this.image?.removeAttribute("src"),!this.loaded&&this.stage!=="failed"&&(this.stage="waiting")}willUpdate(e){!e.has("file")||this.file.thumbnail===this.url||(this.url=this.file.thumbnail,this.stage="waiting",this.loaded=!1,this.askSoon())}askSoon(){clearTimeout(this.timer);let e=this.stage==="waiting";this.timer=setTimeout(()=>{this.stage=e?"asked":"asked again"},e?this.settled:this.again)}render(){return this.file.thumbnail===null||this.stage==="failed"?a`<div>${v(rt[this.file.kind],32)} ${this.file.name}</div>`:this.stage.startsWith("asked")?a`<img
      alt=""
      decoding="async"
      class=${this.loaded?"loaded":""}
      src=${this.file.thumbnail}
      @load=${this.arrived}
      @error=${this.failed}
    />`:m}};S.styles=[k,$`
      :host {
        display: grid;
        place-items: center;
        overflow: hidden;
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
        color: var(--secondary-text-color);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        opacity: 0;
        transition: opacity 0.2s;
      }
      img.loaded {
        opacity: 1;
      }
      div {
        display: grid;
        justify-items: center;
        gap: 4px;
        padding: 8px;
        font-size: 12px;
        text-align: center;
        overflow-wrap: anywhere;
      }
    `],c([f({attribute:!1})],S.prototype,"file",2),c([f({attribute:!1})],S.prototype,"settled",2),c([f({attribute:!1})],S.prototype,"again",2),c([u()],S.prototype,"stage",2),c([u()],S.prototype,"loaded",2),c([A("img")],S.prototype,"image",2),S=c([b("dji-dock-media-thumbnail")],S);var Ke=600,lt=2e3,z=class extends x{constructor(){super(...arguments);this.sections=[];this.chosen=0;this.unfinished=!1;this.withDays=!0;this.hrefOf=()=>"";this.active="";this.link=null;this.range=[0,0];this.layout={columns:1,rows:[],height:0,rowOf:new Map};this.width=0;this.anchor="";this.frame=0;this.resized=new ResizeObserver(()=>this.measure());this.scrolled=()=>{this.frame||=requestAnimationFrame(()=>{this.frame=0,this.look()})};this.pressed=e=>{let t=e.target.dataset.key;if(t===void 0||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.sections.flatMap(p=>p.shots),s=i.findIndex(p=>p.key===t),r=i[s];if(!r)return;let{columns:n}=this.layout,l={ArrowRight:s+1,ArrowLeft:s-1,ArrowDown:Math.min(s+n,i.length-1),ArrowUp:s-n,Home:0,End:i.length-1};if(e.key===" ")this.choose(r,e.shiftKey);else{let p=i[l[e.key]??-1];if(!p)return;this.focusShot(p.key)}e.preventDefault()}}connectedCallback(){super.connectedCallback(),this.resized.observe(this),document.addEventListener("scroll",this.scrolled,{capture:!0,passive:!0}),window.addEventListener("resize",this.scrolled)}disconnectedCallback(){super.disconnectedCallback(),this.resized.disconnect(),cancelAnimationFrame(this.frame),this.frame=0,document.removeEventListener("scroll",this.scrolled,{capture:!0}),window.removeEventListener("resize",this.scrolled)}measure(){let e=Math.floor(this.clientWidth);e!==this.width&&(this.width=e,this.requestUpdate("sections"))}willUpdate(e){(e.has("sections")||e.has("withDays"))&&(this.layout=Le(this.sections,this.width||this.clientWidth||300,this.withDays),this.look())}look(){if(!this.isConnected)return;let{rows:e,height:t}=this.layout,i=-this.getBoundingClientRect().top,s=i+window.innerHeight,r=[oe(e,i-Ke),oe(e,s+Ke)+1];(r[0]!==this.range[0]||r[1]!==this.range[1])&&(this.range=r),this.unfinished&&s+lt>t&&this.fire("more",null)}async focusShot(e){this.layout.rows[this.layout.rowOf.get(e)??-1]&&(this.active=e,await this.updateComplete,this.link?.focus({preventScroll:!0}),this.link?.scrollIntoView({block:"nearest"}))}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}render(){let{rows:e,height:t,rowOf:i}=this.layout,s=e.slice(...this.range),r=e[i.get(this.active)??-1];r&&!s.includes(r)&&(s.push(r),s.sort((l,p)=>l.top-p.top));let n=r?this.active:s.find(l=>l.shots.length)?.shots[0]?.key;return a`<span id="keys" hidden>${h(this.hass,"media.gallery_keys")}</span>
      <div
        role="grid"
        aria-label=${h(this.hass,"media.gallery")}
        aria-describedby="keys"
        aria-multiselectable="true"
        aria-rowcount=${this.unfinished?-1:e.length}
        style="block-size:${t}px"
        @keydown=${this.pressed}
      >
        ${se(s,l=>l.id,l=>a`<div
              role="row"
              aria-rowindex=${e.indexOf(l)+1}
              class=${l.kind}
              style="inset-block-start:${l.top}px;block-size:${l.height}px;--columns:${this.layout.columns}"
            >
              ${l.kind==="shots"?this.renderShots(l,n):this.renderHeading(l)}
            </div>`)}
      </div>`}renderHeading({kind:e,section:t}){let{hass:i}=this,s=e==="day",r=(s?this.sections.filter(({day:g})=>g===t.day):[t]).flatMap(({shots:g})=>g).flatMap(g=>g.files),n=this.selection.of(r),l=s?Y(i,t.day):this.flightName(t),{flight:p}=t,y=p?.expected==null?0:p.expected-p.arrived;return a`<div role="gridcell" class="heading">
      ${r.length?a`<input
              type="checkbox"
              aria-label=${h(i,"media.choose_all",{name:l})}
              .checked=${n==="all"}
              .indeterminate=${n==="some"}
              @change=${g=>{let{checked:O}=g.target;this.fire("choose-all",{day:t.day,...s?{}:{flight_id:t.flight_id},chosen:O})}}
            />`:m}
      <span class="name">${l}</span>
      ${s||!p?m:a`<span class="count"
                >${p.expected===null?C(i,"media.files",p.files):h(i,"media.of_expected",{arrived:p.arrived,expected:p.expected})}</span
              >
              ${y>0?a`<button class="why" @click=${()=>this.fire("missing",t)}>
                      ${C(i,"media.missing_why",y)}
                    </button>`:m}`}
    </div>`}flightName({flight_id:e,flight:t,shots:i}){let{hass:s}=this;if(!e)return h(s,"media.no_flight");let r=t?.first??i.at(-1)?.files[0]?.taken_at,n=t?.last??i[0]?.files[0]?.taken_at,[l,p]=[r,n].map(y=>y?K(s,y):"");return h(s,"media.flight_at",{time:l===p?`${l}`:`${l}\u2013${p}`})}renderShots(e,t){return se(e.shots,i=>i.key,i=>this.renderShot(i,i.key===t))}renderShot(e,t){let[i]=e.files,s=this.selection.of(e.files)!=="none",{hass:r}=this,n=K(r,i.taken_at,!0),l=h(r,`media.kind_${i.kind}`);return a`<div role="gridcell" aria-selected=${s} class="tile ${s?"chosen":""}">
      <a
        href=${this.hrefOf(e.key)}
        tabindex=${t?0:-1}
        data-key=${e.key}
        title=${i.name}
        aria-label="${l}, ${n}, ${i.name}"
        @click=${p=>this.clicked(p,e)}
        @focus=${()=>{this.active=e.key}}
      >
        <dji-dock-media-thumbnail .file=${i}></dji-dock-media-thumbnail>
        ${i.kind==="video"?a`<span class="play">${v(xe,40)}</span>`:m}
        <span class="facts"
          ><span>${n}</span>${e.files.length>1?a`<span class="several">${v(ve,16)}${e.files.length}</span>`:m}</span
        >
      </a>
      <label class="choose"
        ><input
          type="checkbox"
          tabindex="-1"
          aria-label=${h(r,"media.choose",{name:i.name})}
          .checked=${s}
          @click=${p=>{p.stopPropagation(),this.choose(e,p.shiftKey)}}
      /></label>
    </div>`}clicked(e,t){e.button!==0||e.ctrlKey||e.metaKey||(e.preventDefault(),e.stopPropagation(),e.shiftKey?this.choose(t,!0):this.fire("open",t.key))}choose(e,t){let i=this.sections.flatMap(({shots:n})=>n),[s,r]=[this.anchor,e.key].map(n=>i.findIndex(l=>l.key===n));if(t&&s!==void 0&&r!==void 0&&s>=0&&s!==r){let n=i.slice(Math.min(s,r),Math.max(s,r)+1);this.fire("choose",{files:n.flatMap(({files:l})=>l),chosen:!0})}else{let n=this.selection.of(e.files)==="none";this.fire("choose",{files:e.files,chosen:n})}this.anchor=e.key}};z.styles=Ne,c([f({attribute:!1})],z.prototype,"hass",2),c([f({attribute:!1})],z.prototype,"sections",2),c([f({attribute:!1})],z.prototype,"selection",2),c([f({attribute:!1})],z.prototype,"chosen",2),c([f({attribute:!1})],z.prototype,"unfinished",2),c([f({attribute:!1})],z.prototype,"withDays",2),c([f({attribute:!1})],z.prototype,"hrefOf",2),c([u()],z.prototype,"active",2),c([A("a[tabindex='0']")],z.prototype,"link",2),c([u()],z.prototype,"range",2),z=c([b("dji-dock-media-gallery")],z);var qe=d=>Math.cos(d*Math.PI/180);function Ue(d,[o,e]){let t,i=1/0;for(let s of d){let r=Math.hypot(s.latitude-o,(s.longitude-e)*qe(o));r<i&&([t,i]=[s,r])}return t}function Ve(d,o,e,t){let i=d.map(R=>R.latitude),s=d.map(R=>R.longitude),[r,n]=[Math.min(...i),Math.max(...i)],[l,p]=[Math.min(...s),Math.max(...s)],y=qe((r+n)/2),g=Math.max((p-l)*y,1e-4),O=Math.max(n-r,1e-4),U=Math.min((o-2*t)/g,(e-2*t)/O);return d.map(R=>({x:o/2+(R.longitude-(l+p)/2)*y*U,y:e/2-(R.latitude-(r+n)/2)*U,point:R}))}var Ye="#d81b60",P=class extends x{constructor(){super(...arguments);this.complete=!0;this.error=null;this.run=0}connectedCallback(){super.connectedCallback(),this.map===void 0&&this.start()}async start(){let e=await Me();e&&(e.clickable=!0,e.addEventListener("map-clicked",t=>{let{location:i}=t.detail;this.open(Ue(this.points??[],i))})),this.map=e??null}willUpdate(e){e.has("query")&&this.load(),this.map&&(this.map.hass=this.hass)}async load(){let e=++this.run;this.error=null;try{let{points:t,complete:i}=await He(this.hass,this.query);if(e!==this.run)return;this.points=t,this.complete=i}catch(t){e===this.run&&(this.error=t??"")}}updated(e){if(!this.map||!this.points?.length||!e.has("points")&&!e.has("map"))return;let t=this.points.map(i=>[i.latitude,i.longitude]);this.map.paths=t.map(i=>({name:"",color:Ye,points:[{point:i,timestamp:new Date}]})),this.map.fitBounds(t,{pad:.2,zoom:18})}open(e){e&&this.dispatchEvent(new CustomEvent("open",{detail:e.key}))}render(){let{hass:e,points:t}=this;return this.error!==null?a`<dji-dock-alert level="error"
        >${D(e,this.error)}
        <button slot="action" @click=${()=>{this.load()}}>
          ${h(e,"common.retry")}
        </button></dji-dock-alert
      >`:!t||this.map===void 0?a`<p class="secondary" role="status">${h(e,"common.loading")}</p>`:t.length===0?a`<p class="secondary" role="status">${h(e,"media.no_places")}</p>`:a`<div class="map">${this.map??this.renderScatter(t)}</div>
      <p class="secondary">
        ${h(e,this.map?"media.map_hint":"media.no_map")}
        ${this.complete?m:h(e,"media.map_newest",{count:t.length})}
      </p>`}renderScatter(e){return a`<svg
      viewBox="0 0 600 300"
      role="img"
      aria-label=${h(this.hass,"media.map")}
    >
      ${Ve(e,600,300,20).map(({x:t,y:i,point:s})=>ze`<circle cx=${t} cy=${i} r="6" @click=${()=>this.open(s)}></circle>`)}
    </svg>`}};P.styles=[k,w,$`
      :host {
        display: grid;
        gap: 8px;
      }
      .map {
        position: relative;
        block-size: min(420px, 60vh);
        overflow: hidden;
        border-radius: var(--dd-radius);
        border: var(--dd-border);
        background: var(--card-background-color, #fff);
        /* Above nothing else: Home Assistant's map has high layers of its own. */
        isolation: isolate;
      }
      .map > * {
        inline-size: 100%;
        block-size: 100%;
        display: block;
      }
      circle {
        fill: ${Ye};
        stroke: var(--card-background-color, #fff);
        cursor: pointer;
      }
    `],c([f({attribute:!1})],P.prototype,"hass",2),c([f({attribute:!1})],P.prototype,"query",2),c([u()],P.prototype,"points",2),c([u()],P.prototype,"complete",2),c([u()],P.prototype,"error",2),c([u()],P.prototype,"map",2),P=c([b("dji-dock-media-map")],P);var j=class extends x{constructor(){super(...arguments);this.device="";this.flight="";this.arrived=0;this.error=null;this.run=0}willUpdate(e){(e.has("flight")||e.has("device"))&&(this.answer=void 0),["flight","device","arrived"].some(t=>e.has(t))&&this.load()}async load(){let e=++this.run;this.error=null;try{let t={device_id:this.device,flight_id:this.flight},i=await Re(this.hass,t);e===this.run&&(this.answer=i)}catch(t){e===this.run&&(this.error=t??"")}}render(){let{hass:e,answer:t}=this;if(this.error!==null)return a`<dji-dock-alert level="error"
        >${D(e,this.error)}
        <button slot="action" @click=${()=>{this.load()}}>
          ${h(e,"common.retry")}
        </button></dji-dock-alert
      >`;if(!t?.words)return m;let i=t.expected!==null&&t.arrived<t.expected;return a`<dji-dock-alert level=${i?"warning":"info"}
      >${W(e,t.words)}
      ${t.remedy===null?m:a`<a class="button" slot="action" href=${t.remedy}
              >${h(e,"common.to_setup")}</a
            >`}</dji-dock-alert
    >`}};j.styles=[k,w],c([f({attribute:!1})],j.prototype,"hass",2),c([f({attribute:!1})],j.prototype,"device",2),c([f({attribute:!1})],j.prototype,"flight",2),c([f({attribute:!1})],j.prototype,"arrived",2),c([u()],j.prototype,"answer",2),c([u()],j.prototype,"error",2),j=c([b("dji-dock-media-missing")],j);var Ge=[k,w,$`
    :host {
      display: grid;
      gap: var(--dd-gap);
      grid-template-columns: minmax(0, 1fr);
    }
    .columns {
      display: grid;
      grid-template-columns: 250px minmax(0, 1fr);
      gap: 24px;
      align-items: start;
    }
    :host([narrow]) .columns {
      grid-template-columns: minmax(0, 1fr);
      gap: var(--dd-gap);
    }
    aside {
      position: sticky;
      inset-block-start: 120px;
      max-block-size: calc(100vh - 136px);
      overflow-y: auto;
      scrollbar-width: thin;
    }
    :host([narrow]) aside {
      position: static;
      max-block-size: none;
    }
    summary {
      padding: 10px 4px;
      cursor: pointer;
      font-weight: 500;
    }
    section {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    .tools {
      gap: 12px;
    }
    button[aria-pressed="true"] {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
    }
    .kinds {
      display: flex;
      margin: 0;
      padding: 0;
      border: var(--dd-border);
      border-radius: 999px;
      overflow: hidden;
      min-inline-size: 0;
    }
    .kinds label {
      position: relative;
      cursor: pointer;
    }
    .kinds input {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      opacity: 0;
      cursor: pointer;
    }
    .kinds span {
      padding: 9px 14px;
    }
    .kinds input:checked + span {
      background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
      font-weight: 500;
    }
    .kinds input:focus-visible + span {
      outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
      outline-offset: -3px;
      border-radius: 999px;
    }
    .fresh {
      position: sticky;
      inset-block-start: 120px;
      z-index: 2;
      justify-self: center;
      box-shadow: 0 2px 10px rgb(0 0 0 / 35%);
    }
    :host([narrow]) .tools > * {
      flex: 0 1 auto;
    }
    @media (width <= 450px) {
      .kinds span {
        padding-inline: 10px;
      }
    }
  `];var re=5,G=2e3,J=class{constructor(){this.chosen=new Map}get size(){return this.chosen.size}get files(){return[...this.chosen.values()]}get bytes(){return this.files.reduce((o,e)=>o+e.size,0)}has(o){return this.chosen.has(o)}of(o){let e=o.filter(t=>this.chosen.has(t.key)).length;return e===0?"none":e===o.length?"all":"some"}set(o,e){for(let t of o)e?this.chosen.set(t.key,t):this.chosen.delete(t.key)}clear(){this.chosen.clear()}};function I(d,o){let e=document.createElement("a");e.href=d.hassUrl(o),e.download="",e.rel="noreferrer",e.click()}async function We(d,o,e,t=600){if(e.length>re){let{url:i}=await X(d,{device_id:o,keys:e.map(s=>s.key)});I(d,i);return}for(let[i,s]of e.entries())i>0&&await new Promise(r=>setTimeout(r,t)),I(d,s.download)}async function Qe(d,o,e){let t=[],i=null;do{let s=await q(d,{...o,after:i,limit:200});t.push(...s.files),i=s.next}while(i!==null&&t.length<=e);return t}var M=class extends x{constructor(){super(...arguments);this.device="";this.chosen=0;this.choosing=!1;this.busy=!1;this.error=null}render(){let{hass:e,selection:t}=this,{size:i}=t,s=i>G,r=i>re;return a`${this.error===null?m:a`<dji-dock-alert level="error">${D(e,this.error)}</dji-dock-alert>`}
      <div class="card row">
        <span class="grow" role="status"
          >${this.choosing?h(e,"common.loading"):a`${C(e,"media.chosen",i)}
                  <span class="secondary">${L(e,t.bytes)}</span>`}
          ${s?h(e,"media.too_many",{most:Q(e,G)}):m}</span
        >
        <button
          class="primary"
          ?disabled=${this.busy||this.choosing||s||i===0}
          @click=${this.save}
        >
          ${v(V)} ${h(e,r?"media.download_zip":"common.download")}
        </button>
        <button
          class="icon"
          aria-label=${h(e,"media.deselect")}
          title=${h(e,"media.deselect")}
          @click=${()=>this.dispatchEvent(new CustomEvent("clear"))}
        >
          ${v(me)}
        </button>
      </div>`}async save(){this.busy=!0,this.error=null;try{await We(this.hass,this.device,this.selection.files)}catch(e){this.error=e??""}this.busy=!1}};M.styles=[k,w,$`
      :host {
        position: sticky;
        inset-block-end: 0;
        z-index: 3;
        display: grid;
        gap: 8px;
        padding-block-end: var(--dd-small-gap);
      }
      .card {
        padding: 8px 8px 8px 16px;
        box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
      }
    `],c([f({attribute:!1})],M.prototype,"hass",2),c([f({attribute:!1})],M.prototype,"device",2),c([f({attribute:!1})],M.prototype,"selection",2),c([f({attribute:!1})],M.prototype,"chosen",2),c([f({attribute:!1})],M.prototype,"choosing",2),c([u()],M.prototype,"busy",2),c([u()],M.prototype,"error",2),M=c([b("dji-dock-media-selection")],M);var Xe=200,Je=60,B=class{constructor(o,e){this.query=o;this.changed=e;this.files=[];this.error=null;this.loading=!1;this.complete=!1;this.fresh=[];this.manyFresh=!1;this.scroll=0;this.next=null;this.keys=new Set;this.run=0}async more(o){if(this.loading||this.complete)return;let e=++this.run;this.loading=!0,this.error=null,this.changed();try{let t=await q(o,{...this.query,after:this.next,limit:Xe});if(e!==this.run)return;this.append(t.files),this.next=t.next,this.complete=t.next===null}catch(t){if(e!==this.run)return;this.error=t??""}this.loading=!1,this.changed()}async look(o){if(this.loading||this.error!==null)return;let e=this.run;try{let t=await q(o,{...this.query,limit:Xe});if(e!==this.run)return;this.files.length===0?(this.append(t.files),this.next=t.next,this.complete=t.next===null):(this.fresh=t.files.filter(i=>!this.keys.has(i.key)),this.manyFresh=t.next!==null&&this.fresh.length===t.files.length),this.changed()}catch{}}async accept(o){let{fresh:e}=this;if(this.manyFresh){await this.again(o);return}this.fresh=[],this.files=[...this.files,...e].sort(dt);for(let t of e)this.keys.add(t.key);this.changed()}async again(o){this.run+=1,this.loading=this.complete=this.manyFresh=!1,this.next=null,this.files=[],this.fresh=[],this.keys.clear(),await this.more(o)}append(o){let e=o.filter(t=>!this.keys.has(t.key));for(let t of e)this.keys.add(t.key);this.files=[...this.files,...e]}};function dt(d,o){return Date.parse(o.taken_at)-Date.parse(d.taken_at)||(d.key<o.key?1:-1)}var Z=class{constructor(o,e){this.device_id=o;this.changed=e;this.days=[];this.loading=!1;this.error=null;this.next=null;this.run=0}async load(o,e=!1){if(e&&(this.loading||this.next===null))return;let t=++this.run;this.loading=!0,this.error=null;let{device_id:i}=this;try{let s=e?this.next:null,r=e?Je:Math.min(100,Math.max(Je,this.days.length)),n=await je(o,{device_id:i,before:s,limit:r});if(t!==this.run)return;this.days=e?[...this.days,...n.days]:n.days,this.next=n.next}catch(s){if(t!==this.run)return;this.error=s??""}this.loading=!1,this.changed()}};var ct=["visible","wide","none","zoom","thermal"],Be=d=>ct.indexOf(d.lens??"none");function ht(d){let o=[],e=new Map;for(let t of d){let i=t.shot===null?null:`${t.kind} ${t.shot}`,s=i===null?void 0:e.get(i);if(s){s.files.push(t);continue}let r={key:t.key,files:[t]};o.push(r),i!==null&&t.kind!=="other"&&e.set(i,r)}for(let t of o)t.files.sort((i,s)=>Be(i)-Be(s)),t.key=t.files[0]?.key??t.key;return o}function ne(d){let o=new Intl.DateTimeFormat("en-CA",{timeZone:d,year:"numeric",month:"2-digit",day:"2-digit"});return e=>o.format(new Date(e))}function et(d,o,e,t){let i=new Map,s=(n,l,p)=>{let y=i.get(n)??new Map;i.set(n,y);let g=y.get(l);return g||(g={id:`${n} ${l}`,day:n,flight_id:l,flight:p,shots:[]},y.set(l,g)),g.flight??=p,g};for(let{day:n,flights:l}of o)for(let p of l)t(p,n)&&s(n,p.flight_id,p);let r=new Map(o.flatMap(({day:n,flights:l})=>l.map(p=>[`${n} ${p.flight_id}`,p])));for(let n of ht(d)){let[l]=n.files;if(!l)continue;let p=e(l.taken_at);s(p,l.flight_id,r.get(`${p} ${l.flight_id}`)).shots.push(n)}return[...i.entries()].sort(([n],[l])=>n<l?1:-1).flatMap(([,n])=>[...n.values()].sort(pt))}function pt(d,o){return Ze(o)-Ze(d)}function Ze({flight:d,shots:o}){let e=d?.last??o[0]?.files[0]?.taken_at;return e===void 0?0:Date.parse(e)}var mt=4,ee=class{constructor(o){this.changed=o;this.sections=[];this.shots=[];this.kept=new Map;this.arrange=()=>{let{hass:o,files:e,days:t,place:i}=this;if(!o||!e||!t||!i)return;let s=e.files.at(-1)?.taken_at,r=ne(o.config.time_zone);this.sections=et(e.files,t.days,r,(l,p)=>l.files===0&&i.kind===void 0&&(i.day??p)===p&&(i.flight??l.flight_id)===l.flight_id&&(e.complete||s!==void 0&&Date.parse(l.last)>=Date.parse(s))),this.shots=this.sections.flatMap(({shots:l})=>l);let n=t.days.at(-1)?.day;s!==void 0&&n!==void 0&&r(s)<n&&t.load(o,!0),this.changed()}}open(o,e){this.hass=o,this.place=e;let{device:t,day:i,flight:s,kind:r}=e;this.days?.device_id!==t&&(this.days=new Z(t,this.arrange),this.days.load(o),this.kept.clear());let n=JSON.stringify([i,s,r]),l=this.kept.get(n)??new B({device_id:t,day:i,flight_id:s,kind:r},this.arrange);if(l===this.files)return!1;this.kept.delete(n),this.kept.set(n,l);for(let p of[...this.kept.keys()].slice(0,-mt))this.kept.delete(p);return this.files=l,l.files.length>0?this.arrange():l.more(o),!0}look(){let{hass:o,days:e,files:t}=this;o&&(e?.load(o),t?.error!=null?t.more(o):t?.look(o))}dayOf(o){return ne(this.hass?.config.time_zone??"UTC")(o)}find(o){if(o!==void 0)return this.shots.find(({files:e})=>e.some(t=>t.key===o))}async dayOfKey(o,e,t){let[i]=(await q(o,{device_id:e,key:t})).files;return i&&this.dayOf(i.taken_at)}};var ae=["photo","video","other"],tt="-";function le({parts:d,query:o}){let[e="",t,i]=d;return{device:e,day:t,flight:i===tt?"":i,kind:ae.find(s=>s===o.get("kind")),view:o.get("view")??void 0,map:o.get("map")==="1"}}function te({device:d,day:o,flight:e,kind:t,view:i,map:s}){let r=[d];return d&&o!==void 0&&r.push(o),d&&o!==void 0&&e!==void 0&&r.push(e||tt),N("media",r.filter(Boolean),{kind:t,view:i,map:s?"1":void 0})}function it(d,o,e){let t=[...E.docks.values()].sort((i,s)=>i.name.localeCompare(s.name));return a`<div class="tools row">
    ${t.length>1?a`<label
            >${h(d,"common.choose_dock")}
            <select
              @change=${i=>{let s=i.target.value;e({device:s,day:void 0,flight:void 0})}}
            >
              ${t.map(i=>a`<option value=${i.device_id} ?selected=${i.device_id===o.device}>
                    ${i.name}
                  </option>`)}
            </select></label
          >`:m}
    <fieldset class="kinds">
      <legend class="visually-hidden">${h(d,"media.kinds")}</legend>
      ${[void 0,...ae].map(i=>a`<label
            ><input
              type="radio"
              name="kind"
              .checked=${i===o.kind}
              @change=${()=>e({kind:i},!0)}
            /><span>${h(d,`media.kinds_${i??"all"}`)}</span></label
          >`)}
    </fieldset>
    <button aria-pressed=${o.map} @click=${()=>e({map:!o.map},!0)}>
      ${v($e)} ${h(d,"media.map")}
    </button>
  </div>`}function st(d,o){let e=s=>Q(d,s,{minimumFractionDigits:5,maximumFractionDigits:5}),{position:t}=o,i=[["name",o.name],["taken",`${Ee(d,o.taken_at)}, ${K(d,o.taken_at,!0)}`],["size",L(d,o.size)],["kind",h(d,`media.kind_${o.kind}`)],["lens",o.lens&&h(d,`media.lens_${o.lens}`)],["position",t&&`${e(t.latitude)}\xB0, ${e(t.longitude)}\xB0`],["height",t?.height==null?null:Se(d,t.height,"m")]];return a`<dl>
    ${i.map(([s,r])=>r===null?m:a`<div>
            <dt>${h(d,`media.fact_${s}`)}</dt>
            <dd>${r}</dd>
          </div>`)}
  </dl>`}var T=class extends x{constructor(){super(...arguments);this.zoomed=!1;this.again=1500;this.loaded=!1;this.failed=!1;this.attempt=0;this.url="";this.arrived=()=>{this.loaded=!0};this.unplayable=()=>{this.failed=!0};this.broken=()=>{if(this.attempt>0){this.failed=!0;return}this.timer=setTimeout(()=>{this.attempt+=1},this.again)}}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}willUpdate(e){!e.has("file")||this.file.url===this.url||(this.url=this.file.url,this.loaded=this.failed=!1,this.attempt=0,clearTimeout(this.timer))}render(){let{file:e}=this;if(e.kind==="other")return this.renderInstead("no_preview");if(this.failed)return this.renderInstead(`${e.kind}_failed`);if(e.kind==="video")return a`<video
        controls
        playsinline
        preload="metadata"
        aria-label=${e.name}
        src=${e.url}
        @error=${this.unplayable}
      ></video>`;let t=a`<img
      class="whole ${this.loaded?"loaded":""}"
      alt=${e.name}
      src=${e.url}
      draggable="false"
      @load=${this.arrived}
      @error=${this.broken}
    />`;return a`${e.thumbnail===null||this.loaded?"":a`<img class="small" alt="" src=${e.thumbnail} draggable="false" />`}
    ${this.attempt===0?t:a`<!-- again -->${t}`}`}renderInstead(e){let{hass:t,file:i}=this;return a`<div class="instead">
      <strong>${i.name}</strong>
      <p role="status">${h(t,`media.${e}`)}</p>
      <button @click=${()=>I(t,i.download)}>
        ${h(t,"common.download")} (${L(t,i.size)})
      </button>
    </div>`}};T.styles=[k,w,$`
      :host {
        display: grid;
        place-items: center;
        block-size: 100%;
        inline-size: 100%;
        min-block-size: 0;
      }
      :host([zoomed]) {
        display: block;
        overflow: auto;
      }
      img,
      video {
        inline-size: 100%;
        block-size: 100%;
        min-block-size: 0;
        object-fit: contain;
        grid-area: 1 / 1;
      }
      img.small {
        filter: blur(6px);
      }
      img.whole {
        opacity: 0;
      }
      img.whole.loaded {
        opacity: 1;
      }
      :host([zoomed]) .small {
        display: none;
      }
      :host([zoomed]) .whole {
        inline-size: auto;
        block-size: auto;
        display: block;
        margin: auto;
      }
      .instead {
        display: grid;
        gap: 12px;
        justify-items: center;
        text-align: center;
        padding: 16px;
        max-inline-size: 48ch;
        overflow-wrap: anywhere;
      }
    `],c([f({attribute:!1})],T.prototype,"hass",2),c([f({attribute:!1})],T.prototype,"file",2),c([f({type:Boolean,reflect:!0})],T.prototype,"zoomed",2),c([f({attribute:!1})],T.prototype,"again",2),c([u()],T.prototype,"loaded",2),c([u()],T.prototype,"failed",2),c([u()],T.prototype,"attempt",2),T=c([b("dji-dock-media-picture")],T);var ot=[k,w,$`
    dialog {
      --primary-text-color: #fff;
      --secondary-text-color: #c4c4c4;
      --divider-color: rgb(255 255 255 / 30%);
      --ha-color-focus: #fff;
      color: #fff;
      color-scheme: dark;
      background: #0c0c0d;
      border: none;
      padding: 0;
      margin: 0;
      inline-size: 100vw;
      block-size: 100vh;
      block-size: 100dvh;
      max-inline-size: none;
      max-block-size: none;
      overflow: hidden;
    }
    dialog[open] {
      display: grid;
      grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    }
    header {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 8px;
      padding-block-start: calc(8px + var(--safe-area-inset-top, 0px));
    }
    .title {
      flex: 1;
      min-inline-size: 0;
    }
    .place {
      display: block;
      font-size: 12px;
      color: var(--secondary-text-color);
    }
    button[aria-pressed="true"] {
      background: rgb(255 255 255 / 22%);
    }
    .lenses {
      grid-row: 2;
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      padding: 0 8px 8px;
    }
    .stage {
      grid-row: 3;
      position: relative;
      min-block-size: 0;
    }
    .pictures {
      block-size: 100%;
      display: flex;
      gap: 4px;
      touch-action: pan-y pinch-zoom;
      user-select: none;
    }
    .pictures.zoomed {
      touch-action: auto;
    }
    figure {
      flex: 1;
      min-inline-size: 0;
      min-block-size: 0;
      margin: 0;
      position: relative;
    }
    figcaption {
      position: absolute;
      inset-block-end: 8px;
      inset-inline-start: 8px;
      padding: 2px 8px;
      border-radius: 4px;
      background: rgb(0 0 0 / 65%);
    }
    .step {
      position: absolute;
      z-index: 1;
      inset-block-start: calc(50% - 28px);
      inline-size: 56px;
      block-size: 56px;
      background: rgb(0 0 0 / 45%);
    }
    .step:disabled {
      visibility: hidden;
    }
    .back {
      inset-inline-start: 8px;
    }
    .on {
      inset-inline-end: 8px;
    }
    .facts {
      grid-row: 4;
      padding: 12px 16px calc(12px + var(--safe-area-inset-bottom, 0px));
      background: #1b1b1d;
      max-block-size: 40vh;
      overflow: auto;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 32px;
    }
    dt {
      font-size: 12px;
      color: var(--secondary-text-color);
    }
    dd {
      overflow-wrap: anywhere;
    }
    @media (width <= 600px) {
      .pictures {
        flex-direction: column;
      }
      .step {
        inset-block-start: auto;
        inset-block-end: 8px;
        inline-size: 48px;
        block-size: 48px;
      }
    }
  `];var ft=50,_=class extends x{constructor(){super(...arguments);this.shots=[];this.key="";this.unfinished=!1;this.beside=!1;this.withFacts=!1;this.zoomed=!1;this.pressed=e=>{if(e.composedPath().some(n=>n.localName==="video")||e.ctrlKey||e.metaKey||e.altKey)return;let i=this.shots.length-1,r={ArrowLeft:this.index-1,ArrowRight:this.index+1,Home:0,End:i}[e.key];r===void 0||this.zoomed||(e.preventDefault(),this.show(r))};this.touched=e=>{let t=e.isPrimary&&e.pointerType!=="mouse"&&!this.zoomed;this.finger=t?{x:e.clientX,y:e.clientY}:void 0};this.lost=()=>{this.finger=void 0};this.lifted=e=>{let t=this.finger;if(this.finger=void 0,!t)return;let[i,s]=[e.clientX-t.x,e.clientY-t.y];Math.abs(i)<ft||Math.abs(i)<1.5*Math.abs(s)||this.show(this.index+(i<0?1:-1))}}firstUpdated(){this.dialog.showModal()}get index(){return this.shots.findIndex(({files:e})=>e.some(t=>t.key===this.key))}willUpdate(e){e.has("key")&&(this.zoomed=!1)}updated(e){let{index:t}=this;this.unfinished&&t>=this.shots.length-5&&this.fire("more",null),e.has("key")&&this.fetchNeighbours(t)}fetchNeighbours(e){for(let t of[e+1,e-1]){let i=this.shots[t]?.files[0];i?.kind==="photo"&&(new Image().src=i.url)}}fire(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}show(e){let t=this.shots[e];if(!t||e===this.index)return;let i=this.file?.lens,s=t.files.find(r=>r.lens===i)??t.files[0];this.fire("show",(this.beside?t.files[0]:s)?.key)}get file(){return this.shots[this.index]?.files.find(e=>e.key===this.key)}render(){let{hass:e,file:t,index:i}=this,s=this.shots[i],r=l=>h(e,`media.${l}`),n=t?Fe(e,t.taken_at):"";return a`<dialog
      aria-label=${t?`${t.name}, ${n}`:r("viewer")}
      @close=${()=>this.fire("closed",null)}
      @keydown=${this.pressed}
    >
      ${t&&s?a`<header>
                <button
                  class="icon"
                  aria-label=${h(e,"common.close")}
                  @click=${()=>this.dialog.close()}
                >
                  ${v(ce)}
                </button>
                <span class="title"
                  >${n}<span class="place"
                    >${h(e,"media.place",{place:i+1,count:`${this.shots.length}${this.unfinished?"+":""}`})}</span
                  ></span
                >
                ${this.renderTools(t)}
              </header>
              ${this.renderLenses(s,t)}
              <div class="stage">
                ${this.renderStep(-1,he,r("previous"))}
                <div
                  class="pictures ${this.zoomed?"zoomed":""}"
                  @pointerdown=${this.touched}
                  @pointerup=${this.lifted}
                  @pointercancel=${this.lost}
                >
                  ${(this.beside?s.files.slice(0,2):[t]).map(l=>a`<figure>
                        <dji-dock-media-picture
                          .hass=${e}
                          .file=${l}
                          .zoomed=${this.zoomed}
                        ></dji-dock-media-picture>
                        ${this.beside?a`<figcaption>${this.lensName(l)}</figcaption>`:m}
                      </figure>`)}
                </div>
                ${this.renderStep(1,pe,r("next"))}
              </div>
              ${this.withFacts?a`<div class="facts">${st(e,t)}</div>`:m}`:m}
    </dialog>`}renderTools(e){let{hass:t}=this,i=s=>h(t,`media.${s}`);return a`${e.kind==="photo"?a`<button
              class="icon"
              aria-pressed=${this.zoomed}
              aria-label=${i("zoom")}
              title=${i("zoom")}
              @click=${()=>{this.zoomed=!this.zoomed}}
            >
              ${v(this.zoomed?be:ke)}
            </button>`:m}
      <button
        class="icon"
        aria-pressed=${this.withFacts}
        aria-label=${i("facts")}
        title=${i("facts")}
        @click=${()=>{this.withFacts=!this.withFacts}}
      >
        ${v(ge)}
      </button>
      <button
        class="icon"
        aria-label=${h(t,"common.download")}
        title=${h(t,"common.download")}
        @click=${()=>I(t,e.download)}
      >
        ${v(V)}
      </button>`}renderLenses({files:e},t){if(e.length<2)return m;let i=(s,r,n)=>a`<button aria-pressed=${r} @click=${n}>${s}</button>`;return a`<div class="lenses" role="group" aria-label=${h(this.hass,"media.cameras")}>
      ${e.map(s=>i(this.lensName(s),!this.beside&&s===t,()=>{this.beside=!1,this.fire("show",s.key)}))}
      ${i(h(this.hass,"media.beside"),this.beside,()=>{this.beside=!this.beside})}
    </div>`}lensName({lens:e}){return h(this.hass,`media.lens_${e??"visible"}`)}renderStep(e,t,i){let s=this.index+e;return a`<button
      class="icon step ${e<0?"back":"on"}"
      aria-label=${i}
      title=${i}
      ?disabled=${!this.shots[s]}
      @click=${()=>this.show(s)}
    >
      ${v(t,36)}
    </button>`}};_.styles=ot,c([f({attribute:!1})],_.prototype,"hass",2),c([f({attribute:!1})],_.prototype,"shots",2),c([f({attribute:!1})],_.prototype,"key",2),c([f({attribute:!1})],_.prototype,"unfinished",2),c([u()],_.prototype,"beside",2),c([u()],_.prototype,"withFacts",2),c([u()],_.prototype,"zoomed",2),c([A("dialog")],_.prototype,"dialog",2),_=c([b("dji-dock-media-viewer")],_);var H=class extends Pe{constructor(){super();this.chosen=0;this.choosing=!1;this.error=null;this.gone="";this.gallery=null;this.place=le({parts:[],query:new URLSearchParams});this.model=new ee(()=>{this.requestUpdate()});this.selection=new J;this.sought="";this.opened=!1;this.wasLive=!0;this.openShot=({detail:e})=>{this.opened=!0,this.gone="",this.go({view:e})};this.closeViewer=()=>{let e=this.model.find(this.place.view);this.opened?history.back():this.go({view:void 0},!0),this.opened=!1,e&&this.gallery?.focusShot(e.key)};this.accept=async()=>{await this.model.files?.accept(this.hass),window.scrollTo({top:0})};new Te(this,e=>(e===`media:${this.place.device}`&&this.model.look(),e===`dock:${this.place.device}`))}text(e,t){return h(this.hass,`media.${e}`,t)}willUpdate(e){let t=this.place.device;e.has("route")&&(this.place=le(this.route));let{device:i}=this.place,[s]=E.docks.keys();if(!i&&s!==void 0){this.go({device:s},!0);return}t!==i&&this.choose([],!1,!0);let{files:r}=this.model,n=window.scrollY;if(i&&this.model.open(this.hass,this.place)){r&&(r.scroll=n);let l=this.model.files?.scroll??0;this.updateComplete.then(()=>window.scrollTo({top:l}))}E.live&&!this.wasLive&&this.model.look(),this.wasLive=E.live||!E.ready}updated(){this.seek()}seek(){let{files:e}=this.model,{view:t,day:i}=this.place;!t||!e||e.loading||e.error!==null||this.model.find(t)||(this.sought!==t?(this.sought=t,this.resolve(t)):i!==void 0&&e.more(this.hass))}async resolve(e){try{let t=await this.model.dayOfKey(this.hass,this.place.device,e);if(this.place.view!==e)return;t===void 0&&(this.gone=e),this.go(t===void 0?{view:void 0}:{day:t,flight:void 0,kind:void 0},!0)}catch(t){this.error=t??""}}go(e,t=!1){_e(te({...this.place,...e}),t)}choose(e,t,i=!1){i&&this.selection.clear(),this.selection.set(e,t),this.chosen+=1}async chooseAll({day:e,flight_id:t,chosen:i}){let s=l=>(t===void 0||l.flight_id===t)&&this.model.dayOf(l.taken_at)===e;if(!i){this.choose(this.selection.files.filter(s),!1);return}let r=this.model.files?.files??[];this.choose(r.filter(s),!0);let n=r.at(-1);if(!(this.model.files?.complete||n&&!s(n)&&this.model.dayOf(n.taken_at)<=e)){this.choosing=!0,this.error=null;try{let{device:l,kind:p}=this.place;this.choose(await Qe(this.hass,{device_id:l,day:e,flight_id:t,kind:p},G),!0)}catch(l){this.error=l??""}this.choosing=!1}}async saveAll(){let{device:e,day:t,flight:i}=this.place;this.error=null;try{let s=i?{flight_id:i}:{day:t??""};I(this.hass,(await X(this.hass,{device_id:e,...s})).url)}catch(s){this.error=s??""}}render(){let{hass:e,place:t}=this,{files:i}=this.model;return E.ready&&!t.device?Oe(e):i?a`${it(e,t,(s,r)=>this.go(s,r))} ${this.renderNotices()}
      <div class="columns">
        ${this.renderDays()}
        <section aria-label=${this.text("gallery")}>
          ${this.renderScope()}
          ${t.map?a`<dji-dock-media-map
                  .hass=${e}
                  .query=${i.query}
                  @open=${this.openShot}
                ></dji-dock-media-map>`:m}
          ${this.renderGallery(i)}
        </section>
      </div>
      ${this.selection.size||this.choosing?a`<dji-dock-media-selection
              .hass=${e}
              .device=${t.device}
              .selection=${this.selection}
              .chosen=${this.chosen}
              .choosing=${this.choosing}
              @clear=${()=>this.choose([],!1,!0)}
            ></dji-dock-media-selection>`:m}
      ${this.renderDialogs(i)}`:a`<dji-dock-bar .label=${h(e,"common.loading")}></dji-dock-bar>`}renderNotices(){let{hass:e}=this;return a`${Ae(e,this.place)}
    ${this.error===null?m:a`<dji-dock-alert level="error">${D(e,this.error)}</dji-dock-alert>`}
    ${this.gone?a`<dji-dock-alert level="warning"
            >${this.text("gone",{name:this.gone.split("/").at(-1)??""})}</dji-dock-alert
          >`:m}`}renderDays(){let{hass:e,place:t}=this,{days:i}=this.model;if(!i)return m;let s=a`<dji-dock-media-days
        .hass=${e}
        .days=${i.days}
        .day=${t.day??""}
        .flight=${t.flight}
        .unfinished=${i.next!==null}
        .hrefOf=${(r,n)=>te({...t,day:r,flight:n,view:void 0})}
        @older=${()=>{i.load(e,!0)}}
        @go=${({detail:r})=>this.go({day:r||void 0,flight:void 0})}
      ></dji-dock-media-days>
      ${i.error===null?m:this.renderError(i.error,()=>{i.load(e)})}`;return a`<aside>
      ${this.narrow?a`<details>
              <summary>${this.text("days")}</summary>
              ${s}
            </details>`:s}
    </aside>`}renderError(e,t){return a`<dji-dock-alert level="error"
      >${D(this.hass,e)}
      <button slot="action" @click=${t}>
        ${h(this.hass,"common.retry")}
      </button></dji-dock-alert
    >`}renderScope(){let{hass:e,place:t}=this,{days:i}=this.model;if(t.day===void 0)return m;let s=i?.days.find(l=>l.day===t.day),r=s?.flights.find(l=>l.flight_id===t.flight),n=t.flight===void 0?s:r;return a`<div class="row">
        <h2 class="grow">${Y(e,t.day)}</h2>
        ${n&&n.files>0&&t.flight!==""?a`<button @click=${this.saveAll}>
                ${v(V)}
                ${this.text("download_all",{size:L(e,n.size)})}
              </button>`:m}
      </div>
      ${t.flight?a`<dji-dock-media-missing
              .hass=${e}
              .device=${t.device}
              .flight=${t.flight}
              .arrived=${r?.arrived??0}
            ></dji-dock-media-missing>`:m}`}renderGallery(e){let{hass:t,place:i}=this,{sections:s}=this.model,{fresh:r}=e;return a`${r.length>0?a`<button class="primary fresh" @click=${this.accept}>
            ${C(t,"media.fresh",r.length)}
          </button>`:m}
    ${s.length>0?a`<dji-dock-media-gallery
            .hass=${t}
            .sections=${s}
            .selection=${this.selection}
            .chosen=${this.chosen}
            .unfinished=${!e.complete&&e.error===null}
            .withDays=${i.day===void 0}
            .hrefOf=${n=>te({...i,view:n})}
            @open=${this.openShot}
            @choose=${({detail:n})=>this.choose(n.files,n.chosen)}
            @choose-all=${({detail:n})=>this.chooseAll(n)}
            @missing=${({detail:n})=>{this.asked=n}}
            @more=${()=>{e.more(t)}}
          ></dji-dock-media-gallery>`:e.complete?De(t,i,n=>this.go(n)):m}
    ${e.loading?a`<dji-dock-bar .label=${h(t,"common.loading")}></dji-dock-bar>`:m}
    ${e.error===null?m:this.renderError(e.error,()=>{e.more(t)})}`}renderDialogs(e){let{hass:t,asked:i,place:s}=this,{view:r}=s;return a`${i?a`<dji-dock-dialog
            .heading=${this.text("missing")}
            close-label=${h(t,"common.close")}
            @closed=${()=>{this.asked=void 0}}
            ><dji-dock-media-missing
              .hass=${t}
              .device=${s.device}
              .flight=${i.flight_id}
            ></dji-dock-media-missing
          ></dji-dock-dialog>`:m}
    ${r!==void 0&&this.model.find(r)?a`<dji-dock-media-viewer
            .hass=${t}
            .shots=${this.model.shots}
            .key=${r}
            .unfinished=${!e.complete&&e.error===null}
            @show=${({detail:n})=>this.go({view:n},!0)}
            @more=${()=>{e.more(t)}}
            @closed=${this.closeViewer}
          ></dji-dock-media-viewer>`:m}`}};H.styles=Ge,c([u()],H.prototype,"chosen",2),c([u()],H.prototype,"choosing",2),c([u()],H.prototype,"asked",2),c([u()],H.prototype,"error",2),c([u()],H.prototype,"gone",2),c([A("dji-dock-media-gallery")],H.prototype,"gallery",2),H=c([b("dji-dock-page-media")],H);export{H as MediaPage};
