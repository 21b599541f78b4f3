import{$ as H,W as y,X as A,Z as L,_ as z,ba as _,ca as h,ea as V,fa as k,ga as U,ha as T,ia as j,l as R}from"./chunk-E2XFT2OW.js";import{a as m}from"./chunk-JFKSI6I7.js";var b=class extends _{constructor(){super(...arguments);this.value=null;this.label="";this.tone=""}render(){let t=this.value!==null,n=Math.min(100,Math.max(0,this.value??0));return A`<div
class="track"
role="progressbar"
aria-label=${this.label}
aria-valuemin="0"
aria-valuemax="100"
aria-valuenow=${t?Math.round(n):z}
>
<div
class="done ${t?"":"unknown"}"
style=${t?`inline-size:${n}%`:""}
></div>
</div>`}};b.styles=[T,y`
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
`],m([h({attribute:!1})],b.prototype,"value",2),m([h()],b.prototype,"label",2),m([h({reflect:!0})],b.prototype,"tone",2),b=m([k("dji-dock-bar")],b);var v=class extends _{constructor(){super(...arguments);this.heading="";this.closeLabel="";this.wide=!1}firstUpdated(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return A`<dialog aria-labelledby="heading" @close=${this.closed}>
<header>
<h2 id="heading">${this.heading}</h2>
<button class="icon" aria-label=${this.closeLabel} @click=${()=>this.close()}>
${U(R)}
</button>
</header>
<div class="body"><slot></slot></div>
<footer><slot name="actions"></slot></footer>
</dialog>`}closed(){this.dispatchEvent(new CustomEvent("closed"))}};v.styles=[T,j,y`
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
`],m([h()],v.prototype,"heading",2),m([h({attribute:"close-label"})],v.prototype,"closeLabel",2),m([h({type:Boolean,reflect:!0})],v.prototype,"wide",2),m([V("dialog")],v.prototype,"dialog",2),v=m([k("dji-dock-dialog")],v);var I={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},S=e=>(...i)=>({_$litDirective$:e,values:i}),w=class{constructor(i){}get _$AU(){return this._$AM._$AU}_$AT(i,t,n){this._$Ct=i,this._$AM=t,this._$Ci=n}_$AS(i,t){return this.update(i,t)}update(i,t){return this.render(...t)}};var{I:q}=H,N=e=>e;var de=e=>e.strings===void 0,O=()=>document.createComment(""),g=(e,i,t)=>{let n=e._$AA.parentNode,r=i===void 0?e._$AB:i._$AA;if(t===void 0){let d=n.insertBefore(O(),r),o=n.insertBefore(O(),r);t=new q(d,o,e,e.options)}else{let d=t._$AB.nextSibling,o=t._$AM,p=o!==e;if(p){let l;t._$AQ?.(e),t._$AM=e,t._$AP!==void 0&&(l=e._$AU)!==o._$AU&&t._$AP(l)}if(d!==r||p){let l=t._$AA;for(;l!==d;){let $=N(l).nextSibling;N(n).insertBefore(l,r),l=$}}}return t},x=(e,i,t=e)=>(e._$AI(i,t),e),G={},B=(e,i=G)=>e._$AH=i,D=e=>e._$AH,C=e=>{e._$AR(),e._$AA.remove()};var X=(e,i,t)=>{let n=new Map;for(let r=i;r<=t;r++)n.set(e[r],r);return n},fe=S(class extends w{constructor(e){if(super(e),e.type!==I.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,i,t){let n;t===void 0?t=i:i!==void 0&&(n=i);let r=[],d=[],o=0;for(let p of e)r[o]=n?n(p,o):o,d[o]=t(p,o),o++;return{values:d,keys:r}}render(e,i,t){return this.dt(e,i,t).values}update(e,[i,t,n]){let r=D(e),{values:d,keys:o}=this.dt(i,t,n);if(!Array.isArray(r))return this.ut=o,d;let p=this.ut??=[],l=[],$,M,s=0,c=r.length-1,a=0,u=d.length-1;for(;s<=c&&a<=u;)if(r[s]===null)s++;else if(r[c]===null)c--;else if(p[s]===o[a])l[a]=x(r[s],d[a]),s++,a++;else if(p[c]===o[u])l[u]=x(r[c],d[u]),c--,u--;else if(p[s]===o[u])l[u]=x(r[s],d[u]),g(e,l[u+1],r[s]),s++,u--;else if(p[c]===o[a])l[a]=x(r[c],d[a]),g(e,r[s],r[c]),c--,a++;else if($===void 0&&($=X(o,a,u),M=X(p,s,c)),$.has(p[s]))if($.has(p[c])){let f=M.get(o[a]),E=f!==void 0?r[f]:null;if(E===null){let P=g(e,r[s]);x(P,d[a]),l[a]=P}else l[a]=x(E,d[a]),g(e,r[s],E),r[f]=null;a++}else C(r[c]),c--;else C(r[s]),s++;for(;a<=u;){let f=g(e,l[u+1]);x(f,d[a]),l[a++]=f}for(;s<=c;){let f=r[s++];f!==null&&C(f)}return this.ut=o,B(e,l),L}});export{I as a,S as b,w as c,de as d,B as e,fe as f};
