import{a as O}from"./chunk-JFKSI6I7.js";var N=globalThis,D=N.ShadowRoot&&(N.ShadyCSS===void 0||N.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,G=Symbol(),nt=new WeakMap,C=class{constructor(t,e,r){if(this._$cssResult$=!0,r!==G)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o,e=this.t;if(D&&t===void 0){let r=e!==void 0&&e.length===1;r&&(t=nt.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),r&&nt.set(e,t))}return t}toString(){return this.cssText}},at=s=>new C(typeof s=="string"?s:s+"",void 0,G),y=(s,...t)=>{let e=s.length===1?s[0]:t.reduce((r,i,o)=>r+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+s[o+1],s[0]);return new C(e,s,G)},ct=(s,t)=>{if(D)s.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let e of t){let r=document.createElement("style"),i=N.litNonce;i!==void 0&&r.setAttribute("nonce",i),r.textContent=e.cssText,s.appendChild(r)}},Y=D?s=>s:s=>s instanceof CSSStyleSheet?(t=>{let e="";for(let r of t.cssRules)e+=r.cssText;return at(e)})(s):s;var{is:Tt,defineProperty:Ut,getOwnPropertyDescriptor:Lt,getOwnPropertyNames:zt,getOwnPropertySymbols:Ot,getPrototypeOf:Nt}=Object,j=globalThis,lt=j.trustedTypes,Dt=lt?lt.emptyScript:"",jt=j.reactiveElementPolyfillSupport,P=(s,t)=>s,H={toAttribute(s,t){switch(t){case Boolean:s=s?Dt:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,t){let e=s;switch(t){case Boolean:e=s!==null;break;case Number:e=s===null?null:Number(s);break;case Object:case Array:try{e=JSON.parse(s)}catch{e=null}}return e}},q=(s,t)=>!Tt(s,t),dt={attribute:!0,type:String,converter:H,reflect:!1,useDefault:!1,hasChanged:q};Symbol.metadata??=Symbol("metadata"),j.litPropertyMetadata??=new WeakMap;var f=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=dt){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){let r=Symbol(),i=this.getPropertyDescriptor(t,r,e);i!==void 0&&Ut(this.prototype,t,i)}}static getPropertyDescriptor(t,e,r){let{get:i,set:o}=Lt(this.prototype,t)??{get(){return this[e]},set(n){this[e]=n}};return{get:i,set(n){let c=i?.call(this);o?.call(this,n),this.requestUpdate(t,c,r)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??dt}static _$Ei(){if(this.hasOwnProperty(P("elementProperties")))return;let t=Nt(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(P("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(P("properties"))){let e=this.properties,r=[...zt(e),...Ot(e)];for(let i of r)this.createProperty(i,e[i])}let t=this[Symbol.metadata];if(t!==null){let e=litPropertyMetadata.get(t);if(e!==void 0)for(let[r,i]of e)this.elementProperties.set(r,i)}this._$Eh=new Map;for(let[e,r]of this.elementProperties){let i=this._$Eu(e,r);i!==void 0&&this._$Eh.set(i,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let e=[];if(Array.isArray(t)){let r=new Set(t.flat(1/0).reverse());for(let i of r)e.unshift(Y(i))}else t!==void 0&&e.push(Y(t));return e}static _$Eu(t,e){let r=e.attribute;return r===!1?void 0:typeof r=="string"?r:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,e=this.constructor.elementProperties;for(let r of e.keys())this.hasOwnProperty(r)&&(t.set(r,this[r]),delete this[r]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ct(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,r){this._$AK(t,r)}_$ET(t,e){let r=this.constructor.elementProperties.get(t),i=this.constructor._$Eu(t,r);if(i!==void 0&&r.reflect===!0){let o=(r.converter?.toAttribute!==void 0?r.converter:H).toAttribute(e,r.type);this._$Em=t,o==null?this.removeAttribute(i):this.setAttribute(i,o),this._$Em=null}}_$AK(t,e){let r=this.constructor,i=r._$Eh.get(t);if(i!==void 0&&this._$Em!==i){let o=r.getPropertyOptions(i),n=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:H;this._$Em=i;let c=n.fromAttribute(e,o.type);this[i]=c??this._$Ej?.get(i)??c,this._$Em=null}}requestUpdate(t,e,r,i=!1,o){if(t!==void 0){let n=this.constructor;if(i===!1&&(o=this[t]),r??=n.getPropertyOptions(t),!((r.hasChanged??q)(o,e)||r.useDefault&&r.reflect&&o===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,r))))return;this.C(t,e,r)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:r,reflect:i,wrapped:o},n){r&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??e??this[t]),o!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||r||(e=void 0),this._$AL.set(t,e)),i===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,o]of this._$Ep)this[i]=o;this._$Ep=void 0}let r=this.constructor.elementProperties;if(r.size>0)for(let[i,o]of r){let{wrapped:n}=o,c=this[i];n!==!0||this._$AL.has(i)||c===void 0||this.C(i,void 0,o,c)}}let t=!1,e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(r=>r.hostUpdate?.()),this.update(e)):this._$EM()}catch(r){throw t=!1,this._$EM(),r}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};f.elementStyles=[],f.shadowRootOptions={mode:"open"},f[P("elementProperties")]=new Map,f[P("finalized")]=new Map,jt?.({ReactiveElement:f}),(j.reactiveElementVersions??=[]).push("2.1.2");var X=globalThis,pt=s=>s,V=X.trustedTypes,ht=V?V.createPolicy("lit-html",{createHTML:s=>s}):void 0,Q="$lit$",m=`lit$${Math.random().toFixed(9).slice(2)}$`,tt="?"+m,qt=`<${tt}>`,$=document,M=()=>$.createComment(""),T=s=>s===null||typeof s!="object"&&typeof s!="function",et=Array.isArray,yt=s=>et(s)||typeof s?.[Symbol.iterator]=="function",J=`[ 	
\f\r]`,R=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ut=/-->/g,ft=/>/g,b=RegExp(`>|${J}(?:([^\\s"'>=/]+)(${J}*=${J}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),mt=/'/g,gt=/"/g,bt=/^(?:script|style|textarea|title)$/i,rt=s=>(t,...e)=>({_$litType$:s,strings:t,values:e}),Z=rt(1),_t=rt(2),ae=rt(3),x=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),vt=new WeakMap,_=$.createTreeWalker($,129);function $t(s,t){if(!et(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return ht!==void 0?ht.createHTML(t):t}var xt=(s,t)=>{let e=s.length-1,r=[],i,o=t===2?"<svg>":t===3?"<math>":"",n=R;for(let c=0;c<e;c++){let a=s[c],d,h,l=-1,u=0;for(;u<a.length&&(n.lastIndex=u,h=n.exec(a),h!==null);)u=n.lastIndex,n===R?h[1]==="!--"?n=ut:h[1]!==void 0?n=ft:h[2]!==void 0?(bt.test(h[2])&&(i=RegExp("</"+h[2],"g")),n=b):h[3]!==void 0&&(n=b):n===b?h[0]===">"?(n=i??R,l=-1):h[1]===void 0?l=-2:(l=n.lastIndex-h[2].length,d=h[1],n=h[3]===void 0?b:h[3]==='"'?gt:mt):n===gt||n===mt?n=b:n===ut||n===ft?n=R:(n=b,i=void 0);let g=n===b&&s[c+1].startsWith("/>")?" ":"";o+=n===R?a+qt:l>=0?(r.push(d),a.slice(0,l)+Q+a.slice(l)+m+g):a+m+(l===-2?c:g)}return[$t(s,o+(s[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),r]},U=class s{constructor({strings:t,_$litType$:e},r){let i;this.parts=[];let o=0,n=0,c=t.length-1,a=this.parts,[d,h]=xt(t,e);if(this.el=s.createElement(d,r),_.currentNode=this.el.content,e===2||e===3){let l=this.el.content.firstChild;l.replaceWith(...l.childNodes)}for(;(i=_.nextNode())!==null&&a.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let l of i.getAttributeNames())if(l.endsWith(Q)){let u=h[n++],g=i.getAttribute(l).split(m),z=/([.?@])?(.*)/.exec(u);a.push({type:1,index:o,name:z[2],strings:g,ctor:z[1]==="."?B:z[1]==="?"?W:z[1]==="@"?F:E}),i.removeAttribute(l)}else l.startsWith(m)&&(a.push({type:6,index:o}),i.removeAttribute(l));if(bt.test(i.tagName)){let l=i.textContent.split(m),u=l.length-1;if(u>0){i.textContent=V?V.emptyScript:"";for(let g=0;g<u;g++)i.append(l[g],M()),_.nextNode(),a.push({type:2,index:++o});i.append(l[u],M())}}}else if(i.nodeType===8)if(i.data===tt)a.push({type:2,index:o});else{let l=-1;for(;(l=i.data.indexOf(m,l+1))!==-1;)a.push({type:7,index:o}),l+=m.length-1}o++}}static createElement(t,e){let r=$.createElement("template");return r.innerHTML=t,r}};function A(s,t,e=s,r){if(t===x)return t;let i=r!==void 0?e._$Co?.[r]:e._$Cl,o=T(t)?void 0:t._$litDirective$;return i?.constructor!==o&&(i?._$AO?.(!1),o===void 0?i=void 0:(i=new o(s),i._$AT(s,e,r)),r!==void 0?(e._$Co??=[])[r]=i:e._$Cl=i),i!==void 0&&(t=A(s,i._$AS(s,t.values),i,r)),t}var I=class{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:e},parts:r}=this._$AD,i=(t?.creationScope??$).importNode(e,!0);_.currentNode=i;let o=_.nextNode(),n=0,c=0,a=r[0];for(;a!==void 0;){if(n===a.index){let d;a.type===2?d=new k(o,o.nextSibling,this,t):a.type===1?d=new a.ctor(o,a.name,a.strings,this,t):a.type===6&&(d=new K(o,this,t)),this._$AV.push(d),a=r[++c]}n!==a?.index&&(o=_.nextNode(),n++)}return _.currentNode=$,i}p(t){let e=0;for(let r of this._$AV)r!==void 0&&(r.strings!==void 0?(r._$AI(t,r,e),e+=r.strings.length-2):r._$AI(t[e])),e++}},k=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,r,i){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=r,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=A(this,t,e),T(t)?t===p||t==null||t===""?(this._$AH!==p&&this._$AR(),this._$AH=p):t!==this._$AH&&t!==x&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):yt(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==p&&T(this._$AH)?this._$AA.nextSibling.data=t:this.T($.createTextNode(t)),this._$AH=t}$(t){let{values:e,_$litType$:r}=t,i=typeof r=="number"?this._$AC(t):(r.el===void 0&&(r.el=U.createElement($t(r.h,r.h[0]),this.options)),r);if(this._$AH?._$AD===i)this._$AH.p(e);else{let o=new I(i,this),n=o.u(this.options);o.p(e),this.T(n),this._$AH=o}}_$AC(t){let e=vt.get(t.strings);return e===void 0&&vt.set(t.strings,e=new U(t)),e}k(t){et(this._$AH)||(this._$AH=[],this._$AR());let e=this._$AH,r,i=0;for(let o of t)i===e.length?e.push(r=new s(this.O(M()),this.O(M()),this,this.options)):r=e[i],r._$AI(o),i++;i<e.length&&(this._$AR(r&&r._$AB.nextSibling,i),e.length=i)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){let r=pt(t).nextSibling;pt(t).remove(),t=r}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},E=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,r,i,o){this.type=1,this._$AH=p,this._$AN=void 0,this.element=t,this.name=e,this._$AM=i,this.options=o,r.length>2||r[0]!==""||r[1]!==""?(this._$AH=Array(r.length-1).fill(new String),this.strings=r):this._$AH=p}_$AI(t,e=this,r,i){let o=this.strings,n=!1;if(o===void 0)t=A(this,t,e,0),n=!T(t)||t!==this._$AH&&t!==x,n&&(this._$AH=t);else{let c=t,a,d;for(t=o[0],a=0;a<o.length-1;a++)d=A(this,c[r+a],e,a),d===x&&(d=this._$AH[a]),n||=!T(d)||d!==this._$AH[a],d===p?t=p:t!==p&&(t+=(d??"")+o[a+1]),this._$AH[a]=d}n&&!i&&this.j(t)}j(t){t===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},B=class extends E{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===p?void 0:t}},W=class extends E{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==p)}},F=class extends E{constructor(t,e,r,i,o){super(t,e,r,i,o),this.type=5}_$AI(t,e=this){if((t=A(this,t,e,0)??p)===x)return;let r=this._$AH,i=t===p&&r!==p||t.capture!==r.capture||t.once!==r.once||t.passive!==r.passive,o=t!==p&&(r===p||i);i&&this.element.removeEventListener(this.name,this,r),o&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},K=class{constructor(t,e,r){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=r}get _$AU(){return this._$AM._$AU}_$AI(t){A(this,t)}},ce={M:Q,P:m,A:tt,C:1,L:xt,R:I,D:yt,V:A,I:k,H:E,N:W,U:F,B,F:K},Vt=X.litHtmlPolyfillSupport;Vt?.(U,k),(X.litHtmlVersions??=[]).push("3.3.3");var At=(s,t,e)=>{let r=e?.renderBefore??t,i=r._$litPart$;if(i===void 0){let o=e?.renderBefore??null;r._$litPart$=i=new k(t.insertBefore(M(),o),o,void 0,e??{})}return i._$AI(s),i};var st=globalThis,v=class extends f{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=At(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return x}};v._$litElement$=!0,v.finalized=!0,st.litElementHydrateSupport?.({LitElement:v});var It=st.litElementPolyfillSupport;It?.({LitElement:v});(st.litElementVersions??=[]).push("4.2.2");var Bt={attribute:!0,type:String,converter:H,reflect:!1,hasChanged:q},Wt=(s=Bt,t,e)=>{let{kind:r,metadata:i}=e,o=globalThis.litPropertyMetadata.get(i);if(o===void 0&&globalThis.litPropertyMetadata.set(i,o=new Map),r==="setter"&&((s=Object.create(s)).wrapped=!0),o.set(e.name,s),r==="accessor"){let{name:n}=e;return{set(c){let a=t.get.call(this);t.set.call(this,c),this.requestUpdate(n,a,s,!0,c)},init(c){return c!==void 0&&this.C(n,void 0,s,c),c}}}if(r==="setter"){let{name:n}=e;return function(c){let a=this[n];t.call(this,c),this.requestUpdate(n,a,s,!0,c)}}throw Error("Unsupported decorator location: "+r)};function L(s){return(t,e)=>typeof e=="object"?Wt(s,t,e):((r,i,o)=>{let n=i.hasOwnProperty(o);return i.constructor.createProperty(o,r),n?Object.getOwnPropertyDescriptor(i,o):void 0})(s,t,e)}function Ee(s){return L({...s,state:!0,attribute:!1})}var S=(s,t,e)=>(e.configurable=!0,e.enumerable=!0,Reflect.decorate&&typeof t!="object"&&Object.defineProperty(s,t,e),e);function Ce(s,t){return(e,r,i)=>{let o=n=>n.renderRoot?.querySelector(s)??null;if(t){let{get:n,set:c}=typeof r=="object"?e:i??(()=>{let a=Symbol();return{get(){return this[a]},set(d){this[a]=d}}})();return S(e,r,{get(){let a=n.call(this);return a===void 0&&(a=o(this),(a!==null||this.hasUpdated)&&c.call(this,a)),a}})}return S(e,r,{get(){return o(this)}})}}function Et(s){return t=>{customElements.get(s)||customElements.define(s,t)}}function St(s,t=24){return Z`<svg
viewBox="0 0 24 24"
width=${t}
height=${t}
aria-hidden="true"
style="flex:none;fill:currentColor"
>
${_t`<path d=${s}></path>`}
</svg>`}var wt=y`
:host {
--dd-gap: var(--ha-space-4, 16px);
--dd-small-gap: var(--ha-space-2, 8px);
--dd-radius: var(--ha-border-radius-lg, 12px);
--dd-border: 1px solid var(--divider-color, #e0e0e0);
/* Readable on cards in light and dark: the plain colours are not, as text. */
--dd-good: color-mix(in srgb, var(--success-color, #43a047) 55%, var(--primary-text-color));
--dd-bad: color-mix(in srgb, var(--error-color, #db4437) 60%, var(--primary-text-color));
--dd-warn: color-mix(in srgb, var(--warning-color, #ffa600) 45%, var(--primary-text-color));
--dd-link: color-mix(in srgb, var(--primary-color, #009ac7) 55%, var(--primary-text-color));
color: var(--primary-text-color);
font-size: var(--ha-font-size-m, 14px);
line-height: 1.45;
}
*,
*::before,
*::after {
box-sizing: border-box;
}
[hidden] {
display: none !important;
}
h1,
h2,
h3,
p,
ul,
ol,
dl,
dd {
margin: 0;
padding: 0;
}
ul,
ol {
list-style: none;
}
h2 {
font-size: var(--ha-font-size-xl, 20px);
font-weight: 500;
}
h3 {
font-size: var(--ha-font-size-l, 16px);
font-weight: 500;
}
a {
color: var(--dd-link);
}
:focus-visible {
outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
outline-offset: 2px;
}
.secondary {
color: var(--secondary-text-color);
}
.card {
background: var(--ha-card-background, var(--card-background-color, #fff));
border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--divider-color));
border-radius: var(--ha-card-border-radius, var(--dd-radius));
padding: var(--dd-gap);
}
.row {
display: flex;
align-items: center;
gap: var(--dd-small-gap);
flex-wrap: wrap;
}
.grow {
flex: 1;
min-inline-size: 0;
}
.visually-hidden {
position: absolute;
inline-size: 1px;
block-size: 1px;
overflow: hidden;
clip-path: inset(50%);
white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
* {
transition: none !important;
animation: none !important;
}
}
`,tr=y`
button,
.button {
font: inherit;
color: var(--primary-text-color);
background: transparent;
border: var(--dd-border);
border-radius: 999px;
min-block-size: 40px;
padding-inline: var(--ha-space-4, 16px);
cursor: pointer;
display: inline-flex;
align-items: center;
justify-content: center;
gap: 8px;
text-decoration: none;
}
button:hover:not(:disabled),
.button:hover {
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
button:disabled {
opacity: 0.65;
cursor: default;
}
button.primary,
.button.primary {
background: color-mix(in srgb, var(--primary-color, #009ac7) 72%, #000);
border-color: transparent;
color: #fff;
}
button.primary:hover:not(:disabled),
.button.primary:hover {
background: color-mix(in srgb, var(--primary-color, #009ac7) 62%, #000);
}
button.danger:hover:not(:disabled) {
background: color-mix(in srgb, var(--error-color, #db4437) 66%, #000);
}
button.danger {
background: color-mix(in srgb, var(--error-color, #db4437) 78%, #000);
border-color: transparent;
color: #fff;
}
/* Often disabled while it does what its words say: they are to be read. */
button.primary:disabled,
button.danger:disabled {
opacity: 1;
background: color-mix(in srgb, var(--primary-text-color) 12%, transparent);
color: color-mix(in srgb, var(--primary-text-color) 75%, transparent);
}
button.plain {
border-color: transparent;
}
button.icon {
padding: 0;
inline-size: 40px;
border-color: transparent;
border-radius: 50%;
}
input,
select {
font: inherit;
color: var(--primary-text-color);
background: var(--card-background-color, #fff);
border: 1px solid color-mix(in srgb, var(--primary-text-color) 45%, transparent);
border-radius: 8px;
min-block-size: 40px;
padding-inline: 8px;
max-inline-size: 100%;
color-scheme: inherit;
}
input[type="checkbox"],
input[type="radio"] {
inline-size: 20px;
block-size: 20px;
min-block-size: 20px;
margin: 0;
accent-color: var(--primary-color, #009ac7);
}
label {
display: inline-flex;
align-items: center;
gap: 8px;
}
label.stacked {
flex-direction: column;
align-items: flex-start;
gap: 4px;
}
`,er=y`
.chip {
border: var(--dd-border);
border-radius: 999px;
min-block-size: 40px;
padding-inline: 14px;
cursor: pointer;
position: relative;
}
.chip:hover {
background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
}
.chip:has(:checked),
.chip[aria-pressed="true"] {
background: color-mix(in srgb, var(--primary-color, #009ac7) 22%, transparent);
border-color: var(--primary-color, #009ac7);
}
.chip:has(:focus-visible) {
outline: 2px solid var(--ha-color-focus, var(--primary-color, #009ac7));
outline-offset: 2px;
}
`;var kt="M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z";var Ct="M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var Pt="M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z";var Ht="M13,9H11V7H13M13,17H11V11H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z";var Ft={error:Ct,warning:kt,info:Ht,success:Pt},w=class extends v{constructor(){super(...arguments);this.level="info";this.quiet=!1}render(){let e=this.level==="error"?"alert":"status";return Z`${St(Ft[this.level])}
<div class="text" role=${this.quiet?p:e}><slot></slot></div>
<slot name="action"></slot>`}};w.styles=[wt,y`
:host {
display: flex;
gap: 12px;
align-items: center;
flex-wrap: wrap;
padding: 10px 14px;
border-radius: 8px;
--tone: var(--info-color, #039be5);
background: color-mix(in srgb, var(--tone) 12%, transparent);
border: 1px solid color-mix(in srgb, var(--tone) 40%, transparent);
}
:host([level="error"]) {
--tone: var(--error-color, #db4437);
}
:host([level="warning"]) {
--tone: var(--warning-color, #ffa600);
}
:host([level="success"]) {
--tone: var(--success-color, #43a047);
}
svg {
color: color-mix(in srgb, var(--tone) 75%, var(--primary-text-color));
}
.text {
flex: 1 1 120px;
overflow-wrap: anywhere;
}
`],O([L({reflect:!0})],w.prototype,"level",2),O([L({type:Boolean})],w.prototype,"quiet",2),w=O([Et("dji-dock-alert")],w);function yr(s,t){return s.localize!==t?.localize||s.language!==t.language||s.locale!==t.locale||s.connected!==t.connected||s.user!==t.user||s.themes.darkMode!==t.themes.darkMode}var Kt=[500,1e3,2e3,5e3,1e4],Zt=50,Gt=new Set(["uploaded","failed","canceled"]);function Yt(s){return Gt.has(s.status)}var it=class{constructor(t=Kt){this.pauses=t;this.live=!1;this.ready=!1;this.version="";this.admin=!1;this.entries=[];this.docks=new Map;this.uploads=new Map;this.gone=new Set;this.listeners=new Set;this.attempt=0;this.running=0;this.reconnected=()=>{this.attempt=0,this.unsubscribe=void 0,this.subscribe()};this.disconnected=()=>{this.unsubscribe=void 0,this.running+=1,this.setLive(!1)}}listen(t,e){return this.listeners.add(e),this.connection===void 0&&this.begin(t.connection),()=>{this.listeners.delete(e),this.listeners.size===0&&this.end()}}begin(t){this.connection=t,t.addEventListener("ready",this.reconnected),t.addEventListener("disconnected",this.disconnected),this.subscribe()}end(){this.connection?.removeEventListener("ready",this.reconnected),this.connection?.removeEventListener("disconnected",this.disconnected),this.connection=void 0,this.forgetSubscription(),this.live=!1}forgetSubscription(){clearTimeout(this.timer),this.running+=1;let t=this.unsubscribe;this.unsubscribe=void 0,t&&t().catch(()=>{})}async subscribe(){clearTimeout(this.timer);let t=++this.running,e=this.connection;if(e)try{let r=await e.subscribeMessage(i=>{t===this.running&&this.take(i)},{type:"dji_dock/subscribe"},{resubscribe:!1});t===this.running?this.unsubscribe=r:r().catch(()=>{}),this.attempt=0}catch{if(t!==this.running)return;this.setLive(!1);let r=this.pauses[Math.min(this.attempt++,this.pauses.length-1)];this.timer=setTimeout(()=>{this.subscribe()},r)}}take(t){switch(t.type){case"snapshot":this.version=t.version,this.admin=t.admin,this.entries=t.entries,this.docks=new Map([...this.keptDocks(),...t.docks].map(e=>[e.device_id,e])),this.uploads=new Map(t.uploads.map(e=>[e.upload_id,e])),this.ready=this.live=!0,this.notify("all");break;case"entry":this.entries=this.entries.map(e=>e.entry_id===t.entry.entry_id?t.entry:e),this.notify("all");break;case"dock":{let e=!this.docks.has(t.dock.device_id);this.docks.set(t.dock.device_id,t.dock),this.notify(e?"all":`dock:${t.dock.device_id}`);break}case"dock_gone":this.docks.delete(t.device_id),this.notify("all");break;case"upload":this.takeUpload(t.upload),this.notify(`uploads:${t.upload.device_id}`);break;case"upload_gone":this.uploads.delete(t.upload_id),this.gone.add(t.upload_id),this.notify(`uploads:${t.device_id}`);break;case"media":this.notify(`media:${t.device_id}`);break}}keptDocks(){let t=new Set(this.entries.filter(e=>!e.loaded).map(e=>e.entry_id));return[...this.docks.values()].filter(e=>t.has(e.entry_id))}isCurrent(t){return this.live&&this.entries.some(e=>e.loaded&&e.entry_id===t.entry_id)}takeUpload(t){this.uploads.delete(t.upload_id),this.uploads.set(t.upload_id,t);let e=[...this.uploads.values()].filter(Yt);for(let r of e.slice(0,-Zt))this.uploads.delete(r.upload_id)}setLive(t){this.live!==t&&(this.live=t,this.notify("all"))}notify(t){for(let e of[...this.listeners])e(t)}},Rt=new it;var Mt=class{constructor(t,e=()=>!0){this.host=t;this.wants=e;t.addController(this)}hostConnected(){this.begin()}hostUpdate(){this.begin()}hostDisconnected(){this.stop?.(),this.stop=void 0}begin(){let{hass:t}=this.host;this.stop||!t||!this.host.isConnected||(this.stop=Rt.listen(t,e=>{(e==="all"||this.wants(e))&&this.host.requestUpdate()}))}};var Jt="component.dji_dock.config_panel",Xt=["config_panel","common","exceptions","selector","entity","issues"],ot=new Map;function Ar(s){let t=ot.get(s.language);if(!t){let e=r=>s.loadBackendTranslation(r,"dji_dock");t=Promise.all(Xt.map(e)).then(()=>e("config_panel")).then(r=>r??s.localize),ot.set(s.language,t),t.catch(()=>ot.delete(s.language))}return t}function Qt(s,t,e){return s.localize(`${Jt}.${t}`,e)}function Er(s,t,e,r={}){let i=new Intl.PluralRules(s.locale.language).select(e)==="one",o=new Intl.NumberFormat(s.locale.language).format(e);return Qt(s,`${t}_${i?"one":"other"}`,{...r,count:o})}function Sr(s,t){return t?s.localize(`component.dji_dock.${t.key}`,t.placeholders)||t.text:""}function wr(s,t,e,r){return s.localize(`component.dji_dock.entity.${t}.${e}.state.${r}`)||r}function kr(s,t,e){return s.localize(`component.dji_dock.selector.${t}.options.${e}`)||e}var te="/dji-dock",ee=["overview","dock","logs","uploads","media","setup"],Pr=["overview","logs","uploads","media","setup"];function Hr(s,t){let[,e="",...r]=s.split("/").map(re);return{page:ee.find(o=>o===e)??"overview",parts:r.filter(Boolean),query:new URLSearchParams(t)}}function Rr(s,t=[],e={}){let r=[te,...s==="overview"?[]:[s],...t.map(encodeURIComponent)],i=new URLSearchParams;for(let[n,c]of Object.entries(e))c&&i.set(n,c);let o=i.toString();return r.join("/")+(o?`?${o}`:"")}function re(s){try{return decodeURIComponent(s)}catch{return s}}export{y as a,Z as b,_t as c,x as d,p as e,ce as f,At as g,v as h,L as i,Ee as j,Ce as k,kt as l,Ct as m,Pt as n,Et as o,St as p,wt as q,tr as r,er as s,yr as t,Yt as u,Rt as v,Mt as w,Ar as x,Qt as y,Er as z,Sr as A,wr as B,kr as C,Pr as D,Hr as E,Rr as F};
