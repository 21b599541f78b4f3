import{a as k,b as T,d as N,e as S,f as C,h as H,i as y,k as E,o as M,p as j,q as P,r as z,y as R}from"./chunk-NTTVRMXN.js";import{a as f}from"./chunk-JFKSI6I7.js";var x=class extends H{constructor(){super(...arguments);this.value=null;this.label="";this.tone=""}render(){let r=this.value!==null,n=Math.min(100,Math.max(0,this.value??0));return T`<div
class="track"
role="progressbar"
aria-label=${this.label}
aria-valuemin="0"
aria-valuemax="100"
aria-valuenow=${r?Math.round(n):S}
>
<div
class="done ${r?"":"unknown"}"
style=${r?`inline-size:${n}%`:""}
></div>
</div>`}};x.styles=[P,k`
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
`],f([y({attribute:!1})],x.prototype,"value",2),f([y()],x.prototype,"label",2),f([y({reflect:!0})],x.prototype,"tone",2),x=f([M("dji-dock-bar")],x);function $(e){return e.locale.language}function V(e){return e.locale.time_zone==="server"?{timeZone:e.config.time_zone}:{}}function ne(e){switch(e.locale.time_format){case"12":return{hourCycle:"h12"};case"24":return{hourCycle:"h23"};default:return{}}}var O=new Map;function D(e,t){let r=e+JSON.stringify(t),n=O.get(r)??new Intl.DateTimeFormat(e,t);return O.set(r,n),n}function ie(e,t,r){let n=i=>t.find(s=>s.type===i)?.value??"";switch(e.locale.date_format){case"DMY":return`${n("day")}/${n("month")}/${n("year")}`;case"MDY":return`${n("month")}/${n("day")}/${n("year")}`;case"YMD":return`${n("year")}-${n("month")}-${n("day")}`;default:return r}}function oe(e,t){let r=new Date(t),n=D($(e),{...V(e),year:"numeric",month:"2-digit",day:"2-digit"});return ie(e,n.formatToParts(r),n.format(r))}function se(e,t,r=!1){return D($(e),{...V(e),...ne(e),hour:"numeric",minute:"2-digit",...r?{second:"2-digit"}:{}}).format(new Date(t))}function xe(e,t){return t===null?"\u2013":`${oe(e,t)}, ${se(e,t)}`}function he(e,t){return D($(e),{dateStyle:"full",timeZone:"UTC"}).format(new Date(`${t}T12:00:00Z`))}var ae=[["second",60],["minute",60],["hour",24],["day",30],["month",12]];function ve(e,t,r=Date.now()){if(t===null)return"\u2013";let n=(new Date(t).getTime()-r)/1e3,i=new Intl.RelativeTimeFormat($(e),{numeric:"auto"});for(let[s,o]of ae){if(Math.abs(Math.round(n))<o)return i.format(Math.round(n),s);n/=o}return i.format(Math.round(n),"year")}function _e(e,t){if(t===null)return"\u2013";let r=Math.max(0,Math.round(t)),n=[[Math.floor(r/86400),"day"],[Math.floor(r%86400/3600),"hour"],[Math.floor(r%3600/60),"minute"],[r%60,"second"]],i=n.findIndex(([o])=>o>0);return(i<0?n.slice(-1):n.slice(i,i+2)).filter(([o],u)=>o>0||u===0).map(([o,u])=>new Intl.NumberFormat($(e),{style:"unit",unit:u??"second",unitDisplay:"narrow"}).format(o)).join(" ")}function Te(e,t){if(typeof t=="string")return t;let r=t??{};if(r.translation_key!==void 0){let n=r.translation_domain??"dji_dock",i=e.localize(`component.${n}.exceptions.${r.translation_key}.message`,r.translation_placeholders);if(i)return i}return r.message?r.message.replace(/^Validation error: /,""):R(e,"common.connection_lost")}var J="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z";var b=class extends H{constructor(){super(...arguments);this.heading="";this.closeLabel="";this.wide=!1}firstUpdated(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return T`<dialog aria-labelledby="heading" @close=${this.closed}>
<header>
<h2 id="heading">${this.heading}</h2>
<button class="icon" aria-label=${this.closeLabel} @click=${()=>this.close()}>
${j(J)}
</button>
</header>
<div class="body"><slot></slot></div>
<footer><slot name="actions"></slot></footer>
</dialog>`}closed(){this.dispatchEvent(new CustomEvent("closed"))}};b.styles=[P,z,k`
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
`],f([y()],b.prototype,"heading",2),f([y({attribute:"close-label"})],b.prototype,"closeLabel",2),f([y({type:Boolean,reflect:!0})],b.prototype,"wide",2),f([E("dialog")],b.prototype,"dialog",2),b=f([M("dji-dock-dialog")],b);var Q=["byte","kilobyte","megabyte","gigabyte","terabyte"];function le(e){switch(e.number_format){case"comma_decimal":return"en-US";case"decimal_comma":return"de";case"space_comma":return"fr";case"quote_decimal":return"de-CH";case"system":return;default:return e.language}}var W=new Map;function q(e,t){let r=(e??"")+JSON.stringify(t),n=W.get(r)??new Intl.NumberFormat(e,t);return W.set(r,n),n}function B(e,t,r={}){return q(le(e.locale),{...e.locale.number_format==="none"?{useGrouping:!1}:{},...r}).format(t)}function de(e,t){if(t===null)return"\u2013";let r=0,n=t;for(;n>=999.5&&r<Q.length-1;)n/=1e3,r+=1;return q(e.locale.language,{style:"unit",unit:Q[r]??"byte",unitDisplay:"short",maximumFractionDigits:r>1&&n<100?1:0}).format(n)}function Ne(e,t){return t===null?"\u2013":`${de(e,t)}/s`}function Se(e,t){return t===null?"\u2013":B(e,t/100,{style:"percent",maximumFractionDigits:0})}function Ce(e,t,r,n=1){return t===null?"\u2013":`${B(e,t,{maximumFractionDigits:n})} ${r}`}function p(e,t,r={}){return e.callWS({type:`dji_dock/${t}`,...Y(r)})}function Y(e){return Object.fromEntries(Object.entries(e).filter(([,t])=>t!=null))}async function w(e,t,r){let{response:n}=await e.callWS({type:"call_service",domain:"dji_dock",service:t,service_data:Y(r),return_response:!0});return n}var je=(e,t)=>p(e,"uploads/list",t),ze=(e,t)=>p(e,"uploads/get",t),Re=(e,t)=>p(e,"uploads/links",{uploads:t}),Oe=(e,t,r)=>p(e,"uploads/delete",{uploads:t,delete_objects:r}),Ve=(e,t)=>p(e,"logs/list",{device_id:t}),Je=(e,t)=>w(e,"start_log_upload",t),Qe=(e,t)=>w(e,"cancel_log_upload",t),We=(e,t)=>w(e,"retry_log_upload",t),qe=(e,t)=>p(e,"media/days",t),Be=(e,t)=>p(e,"media/files",t),Ye=(e,t)=>p(e,"media/positions",t),Ze=(e,t)=>p(e,"media/missing",t),Ge=(e,t)=>p(e,"media/zip",t),Xe=(e,t)=>p(e,"timeline",t),Ke=(e,t)=>p(e,"setup/check",t),et=(e,t)=>p(e,"setup/pilot",{entry_id:t}),tt=async(e,t,r)=>(await w(e,"get_jobs",{device_id:t,limit:r})).jobs,rt=(e,t,r)=>e.connection.subscribeMessage(r,{type:"dji_dock/setup/subscribe",entry_id:t});var Z={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},G=e=>(...t)=>({_$litDirective$:e,values:t}),U=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,r,n){this._$Ct=t,this._$AM=r,this._$Ci=n}_$AS(t,r){return this.update(t,r)}update(t,r){return this.render(...r)}};var{I:ue}=C,X=e=>e;var st=e=>e.strings===void 0,K=()=>document.createComment(""),_=(e,t,r)=>{let n=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(r===void 0){let s=n.insertBefore(K(),i),o=n.insertBefore(K(),i);r=new ue(s,o,e,e.options)}else{let s=r._$AB.nextSibling,o=r._$AM,u=o!==e;if(u){let d;r._$AQ?.(e),r._$AM=e,r._$AP!==void 0&&(d=e._$AU)!==o._$AU&&r._$AP(d)}if(s!==i||u){let d=r._$AA;for(;d!==s;){let v=X(d).nextSibling;X(n).insertBefore(d,i),d=v}}}return r},h=(e,t,r=e)=>(e._$AI(t,r),e),me={},ee=(e,t=me)=>e._$AH=t,te=e=>e._$AH,L=e=>{e._$AR(),e._$AA.remove()};var re=(e,t,r)=>{let n=new Map;for(let i=t;i<=r;i++)n.set(e[i],i);return n},mt=G(class extends U{constructor(e){if(super(e),e.type!==Z.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,r){let n;r===void 0?r=t:t!==void 0&&(n=t);let i=[],s=[],o=0;for(let u of e)i[o]=n?n(u,o):o,s[o]=r(u,o),o++;return{values:s,keys:i}}render(e,t,r){return this.dt(e,t,r).values}update(e,[t,r,n]){let i=te(e),{values:s,keys:o}=this.dt(t,r,n);if(!Array.isArray(i))return this.ut=o,s;let u=this.ut??=[],d=[],v,I,a=0,m=i.length-1,l=0,c=s.length-1;for(;a<=m&&l<=c;)if(i[a]===null)a++;else if(i[m]===null)m--;else if(u[a]===o[l])d[l]=h(i[a],s[l]),a++,l++;else if(u[m]===o[c])d[c]=h(i[m],s[c]),m--,c--;else if(u[a]===o[c])d[c]=h(i[a],s[c]),_(e,d[c+1],i[a]),a++,c--;else if(u[m]===o[l])d[l]=h(i[m],s[l]),_(e,i[a],i[m]),m--,l++;else if(v===void 0&&(v=re(o,l,c),I=re(u,a,m)),v.has(u[a]))if(v.has(u[m])){let g=I.get(o[l]),A=g!==void 0?i[g]:null;if(A===null){let F=_(e,i[a]);h(F,s[l]),d[l]=F}else d[l]=h(A,s[l]),_(e,i[a],A),i[g]=null;l++}else L(i[m]),m--;else L(i[a]),a++;for(;l<=c;){let g=_(e,d[c+1]);h(g,s[l]),d[l++]=g}for(;a<=m;){let g=i[a++];g!==null&&L(g)}return this.ut=o,ee(e,d),N}});export{oe as a,se as b,xe as c,he as d,ve as e,_e as f,Te as g,J as h,B as i,de as j,Ne as k,Se as l,Ce as m,je as n,ze as o,Re as p,Oe as q,Ve as r,Je as s,Qe as t,We as u,qe as v,Be as w,Ye as x,Ze as y,Ge as z,Xe as A,Ke as B,et as C,tt as D,rt as E,Z as F,G,U as H,st as I,ee as J,mt as K};
