var _t=Object.defineProperty;var bt=Object.getOwnPropertyDescriptor;var jt=(r,t,e,s)=>{for(var i=s>1?void 0:s?bt(t,e):t,o=r.length-1,n;o>=0;o--)(n=r[o])&&(i=(s?n(t,e,i):n(i))||i);return s&&i&&_t(t,e,i),i};var R=globalThis,T=R.ShadowRoot&&(R.ShadyCSS===void 0||R.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,j=Symbol(),X=new WeakMap,E=class{constructor(t,e,s){if(this._$cssResult$=!0,s!==j)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o,e=this.t;if(T&&t===void 0){let s=e!==void 0&&e.length===1;s&&(t=X.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),s&&X.set(e,t))}return t}toString(){return this.cssText}},tt=r=>new E(typeof r=="string"?r:r+"",void 0,j),O=(r,...t)=>{let e=r.length===1?r[0]:t.reduce((s,i,o)=>s+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+r[o+1],r[0]);return new E(e,r,j)},et=(r,t)=>{if(T)r.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let e of t){let s=document.createElement("style"),i=R.litNonce;i!==void 0&&s.setAttribute("nonce",i),s.textContent=e.cssText,r.appendChild(s)}},q=T?r=>r:r=>r instanceof CSSStyleSheet?(t=>{let e="";for(let s of t.cssRules)e+=s.cssText;return tt(e)})(r):r;var{is:$t,defineProperty:At,getOwnPropertyDescriptor:xt,getOwnPropertyNames:Et,getOwnPropertySymbols:St,getPrototypeOf:wt}=Object,N=globalThis,st=N.trustedTypes,Ct=st?st.emptyScript:"",kt=N.reactiveElementPolyfillSupport,S=(r,t)=>r,w={toAttribute(r,t){switch(t){case Boolean:r=r?Ct:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,t){let e=r;switch(t){case Boolean:e=r!==null;break;case Number:e=r===null?null:Number(r);break;case Object:case Array:try{e=JSON.parse(r)}catch{e=null}}return e}},z=(r,t)=>!$t(r,t),it={attribute:!0,type:String,converter:w,reflect:!1,useDefault:!1,hasChanged:z};Symbol.metadata??=Symbol("metadata"),N.litPropertyMetadata??=new WeakMap;var f=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=it){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){let s=Symbol(),i=this.getPropertyDescriptor(t,s,e);i!==void 0&&At(this.prototype,t,i)}}static getPropertyDescriptor(t,e,s){let{get:i,set:o}=xt(this.prototype,t)??{get(){return this[e]},set(n){this[e]=n}};return{get:i,set(n){let c=i?.call(this);o?.call(this,n),this.requestUpdate(t,c,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??it}static _$Ei(){if(this.hasOwnProperty(S("elementProperties")))return;let t=wt(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(S("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(S("properties"))){let e=this.properties,s=[...Et(e),...St(e)];for(let i of s)this.createProperty(i,e[i])}let t=this[Symbol.metadata];if(t!==null){let e=litPropertyMetadata.get(t);if(e!==void 0)for(let[s,i]of e)this.elementProperties.set(s,i)}this._$Eh=new Map;for(let[e,s]of this.elementProperties){let i=this._$Eu(e,s);i!==void 0&&this._$Eh.set(i,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let e=[];if(Array.isArray(t)){let s=new Set(t.flat(1/0).reverse());for(let i of s)e.unshift(q(i))}else t!==void 0&&e.push(q(t));return e}static _$Eu(t,e){let s=e.attribute;return s===!1?void 0:typeof s=="string"?s:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,e=this.constructor.elementProperties;for(let s of e.keys())this.hasOwnProperty(s)&&(t.set(s,this[s]),delete this[s]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return et(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,s){this._$AK(t,s)}_$ET(t,e){let s=this.constructor.elementProperties.get(t),i=this.constructor._$Eu(t,s);if(i!==void 0&&s.reflect===!0){let o=(s.converter?.toAttribute!==void 0?s.converter:w).toAttribute(e,s.type);this._$Em=t,o==null?this.removeAttribute(i):this.setAttribute(i,o),this._$Em=null}}_$AK(t,e){let s=this.constructor,i=s._$Eh.get(t);if(i!==void 0&&this._$Em!==i){let o=s.getPropertyOptions(i),n=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:w;this._$Em=i;let c=n.fromAttribute(e,o.type);this[i]=c??this._$Ej?.get(i)??c,this._$Em=null}}requestUpdate(t,e,s,i=!1,o){if(t!==void 0){let n=this.constructor;if(i===!1&&(o=this[t]),s??=n.getPropertyOptions(t),!((s.hasChanged??z)(o,e)||s.useDefault&&s.reflect&&o===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,s))))return;this.C(t,e,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:s,reflect:i,wrapped:o},n){s&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??e??this[t]),o!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||s||(e=void 0),this._$AL.set(t,e)),i===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,o]of this._$Ep)this[i]=o;this._$Ep=void 0}let s=this.constructor.elementProperties;if(s.size>0)for(let[i,o]of s){let{wrapped:n}=o,c=this[i];n!==!0||this._$AL.has(i)||c===void 0||this.C(i,void 0,o,c)}}let t=!1,e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(e)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};f.elementStyles=[],f.shadowRootOptions={mode:"open"},f[S("elementProperties")]=new Map,f[S("finalized")]=new Map,kt?.({ReactiveElement:f}),(N.reactiveElementVersions??=[]).push("2.1.2");var Y=globalThis,rt=r=>r,L=Y.trustedTypes,ot=L?L.createPolicy("lit-html",{createHTML:r=>r}):void 0,ht="$lit$",g=`lit$${Math.random().toFixed(9).slice(2)}$`,pt="?"+g,Pt=`<${pt}>`,_=document,k=()=>_.createComment(""),P=r=>r===null||typeof r!="object"&&typeof r!="function",J=Array.isArray,Ht=r=>J(r)||typeof r?.[Symbol.iterator]=="function",V=`[ 	
\f\r]`,C=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,nt=/-->/g,at=/>/g,v=RegExp(`>|${V}(?:([^\\s"'>=/]+)(${V}*=${V}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ct=/'/g,dt=/"/g,ut=/^(?:script|style|textarea|title)$/i,G=r=>(t,...e)=>({_$litType$:r,strings:t,values:e}),Kt=G(1),Ft=G(2),Yt=G(3),b=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),lt=new WeakMap,y=_.createTreeWalker(_,129);function ft(r,t){if(!J(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return ot!==void 0?ot.createHTML(t):t}var Ut=(r,t)=>{let e=r.length-1,s=[],i,o=t===2?"<svg>":t===3?"<math>":"",n=C;for(let c=0;c<e;c++){let a=r[c],l,p,d=-1,u=0;for(;u<a.length&&(n.lastIndex=u,p=n.exec(a),p!==null);)u=n.lastIndex,n===C?p[1]==="!--"?n=nt:p[1]!==void 0?n=at:p[2]!==void 0?(ut.test(p[2])&&(i=RegExp("</"+p[2],"g")),n=v):p[3]!==void 0&&(n=v):n===v?p[0]===">"?(n=i??C,d=-1):p[1]===void 0?d=-2:(d=n.lastIndex-p[2].length,l=p[1],n=p[3]===void 0?v:p[3]==='"'?dt:ct):n===dt||n===ct?n=v:n===nt||n===at?n=C:(n=v,i=void 0);let m=n===v&&r[c+1].startsWith("/>")?" ":"";o+=n===C?a+Pt:d>=0?(s.push(l),a.slice(0,d)+ht+a.slice(d)+g+m):a+g+(d===-2?c:m)}return[ft(r,o+(r[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),s]},H=class r{constructor({strings:t,_$litType$:e},s){let i;this.parts=[];let o=0,n=0,c=t.length-1,a=this.parts,[l,p]=Ut(t,e);if(this.el=r.createElement(l,s),y.currentNode=this.el.content,e===2||e===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=y.nextNode())!==null&&a.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(ht)){let u=p[n++],m=i.getAttribute(d).split(g),M=/([.?@])?(.*)/.exec(u);a.push({type:1,index:o,name:M[2],strings:m,ctor:M[1]==="."?I:M[1]==="?"?W:M[1]==="@"?K:A}),i.removeAttribute(d)}else d.startsWith(g)&&(a.push({type:6,index:o}),i.removeAttribute(d));if(ut.test(i.tagName)){let d=i.textContent.split(g),u=d.length-1;if(u>0){i.textContent=L?L.emptyScript:"";for(let m=0;m<u;m++)i.append(d[m],k()),y.nextNode(),a.push({type:2,index:++o});i.append(d[u],k())}}}else if(i.nodeType===8)if(i.data===pt)a.push({type:2,index:o});else{let d=-1;for(;(d=i.data.indexOf(g,d+1))!==-1;)a.push({type:7,index:o}),d+=g.length-1}o++}}static createElement(t,e){let s=_.createElement("template");return s.innerHTML=t,s}};function $(r,t,e=r,s){if(t===b)return t;let i=s!==void 0?e._$Co?.[s]:e._$Cl,o=P(t)?void 0:t._$litDirective$;return i?.constructor!==o&&(i?._$AO?.(!1),o===void 0?i=void 0:(i=new o(r),i._$AT(r,e,s)),s!==void 0?(e._$Co??=[])[s]=i:e._$Cl=i),i!==void 0&&(t=$(r,i._$AS(r,t.values),i,s)),t}var B=class{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:e},parts:s}=this._$AD,i=(t?.creationScope??_).importNode(e,!0);y.currentNode=i;let o=y.nextNode(),n=0,c=0,a=s[0];for(;a!==void 0;){if(n===a.index){let l;a.type===2?l=new U(o,o.nextSibling,this,t):a.type===1?l=new a.ctor(o,a.name,a.strings,this,t):a.type===6&&(l=new F(o,this,t)),this._$AV.push(l),a=s[++c]}n!==a?.index&&(o=y.nextNode(),n++)}return y.currentNode=_,i}p(t){let e=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(t,s,e),e+=s.strings.length-2):s._$AI(t[e])),e++}},U=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,s,i){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=$(this,t,e),P(t)?t===h||t==null||t===""?(this._$AH!==h&&this._$AR(),this._$AH=h):t!==this._$AH&&t!==b&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ht(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==h&&P(this._$AH)?this._$AA.nextSibling.data=t:this.T(_.createTextNode(t)),this._$AH=t}$(t){let{values:e,_$litType$:s}=t,i=typeof s=="number"?this._$AC(t):(s.el===void 0&&(s.el=H.createElement(ft(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(e);else{let o=new B(i,this),n=o.u(this.options);o.p(e),this.T(n),this._$AH=o}}_$AC(t){let e=lt.get(t.strings);return e===void 0&&lt.set(t.strings,e=new H(t)),e}k(t){J(this._$AH)||(this._$AH=[],this._$AR());let e=this._$AH,s,i=0;for(let o of t)i===e.length?e.push(s=new r(this.O(k()),this.O(k()),this,this.options)):s=e[i],s._$AI(o),i++;i<e.length&&(this._$AR(s&&s._$AB.nextSibling,i),e.length=i)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){let s=rt(t).nextSibling;rt(t).remove(),t=s}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},A=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,s,i,o){this.type=1,this._$AH=h,this._$AN=void 0,this.element=t,this.name=e,this._$AM=i,this.options=o,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=h}_$AI(t,e=this,s,i){let o=this.strings,n=!1;if(o===void 0)t=$(this,t,e,0),n=!P(t)||t!==this._$AH&&t!==b,n&&(this._$AH=t);else{let c=t,a,l;for(t=o[0],a=0;a<o.length-1;a++)l=$(this,c[s+a],e,a),l===b&&(l=this._$AH[a]),n||=!P(l)||l!==this._$AH[a],l===h?t=h:t!==h&&(t+=(l??"")+o[a+1]),this._$AH[a]=l}n&&!i&&this.j(t)}j(t){t===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},I=class extends A{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===h?void 0:t}},W=class extends A{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==h)}},K=class extends A{constructor(t,e,s,i,o){super(t,e,s,i,o),this.type=5}_$AI(t,e=this){if((t=$(this,t,e,0)??h)===b)return;let s=this._$AH,i=t===h&&s!==h||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,o=t!==h&&(s===h||i);i&&this.element.removeEventListener(this.name,this,s),o&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},F=class{constructor(t,e,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){$(this,t)}};var Mt=Y.litHtmlPolyfillSupport;Mt?.(H,U),(Y.litHtmlVersions??=[]).push("3.3.3");var mt=(r,t,e)=>{let s=e?.renderBefore??t,i=s._$litPart$;if(i===void 0){let o=e?.renderBefore??null;s._$litPart$=i=new U(t.insertBefore(k(),o),o,void 0,e??{})}return i._$AI(r),i};var Z=globalThis,x=class extends f{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=mt(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return b}};x._$litElement$=!0,x.finalized=!0,Z.litElementHydrateSupport?.({LitElement:x});var Rt=Z.litElementPolyfillSupport;Rt?.({LitElement:x});(Z.litElementVersions??=[]).push("4.2.2");var Tt={attribute:!0,type:String,converter:w,reflect:!1,hasChanged:z},Ot=(r=Tt,t,e)=>{let{kind:s,metadata:i}=e,o=globalThis.litPropertyMetadata.get(i);if(o===void 0&&globalThis.litPropertyMetadata.set(i,o=new Map),s==="setter"&&((r=Object.create(r)).wrapped=!0),o.set(e.name,r),s==="accessor"){let{name:n}=e;return{set(c){let a=t.get.call(this);t.set.call(this,c),this.requestUpdate(n,a,r,!0,c)},init(c){return c!==void 0&&this.C(n,void 0,r,c),c}}}if(s==="setter"){let{name:n}=e;return function(c){let a=this[n];t.call(this,c),this.requestUpdate(n,a,r,!0,c)}}throw Error("Unsupported decorator location: "+s)};function gt(r){return(t,e)=>typeof e=="object"?Ot(r,t,e):((s,i,o)=>{let n=i.hasOwnProperty(o);return i.constructor.createProperty(o,s),n?Object.getOwnPropertyDescriptor(i,o):void 0})(r,t,e)}function le(r){return gt({...r,state:!0,attribute:!1})}function Oe(r){return t=>{customElements.get(r)||customElements.define(r,t)}}var Le=O`
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
`,De=O`
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
    opacity: 0.5;
    cursor: default;
  }
  button.primary,
  .button.primary {
    background: color-mix(in srgb, var(--primary-color, #009ac7) 72%, #000);
    border-color: transparent;
    color: #fff;
  }
  button.danger {
    background: color-mix(in srgb, var(--error-color, #db4437) 78%, #000);
    border-color: transparent;
    color: #fff;
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
`;function qe(r,t){return r.localize!==t?.localize||r.language!==t.language||r.locale!==t.locale||r.connected!==t.connected||r.user!==t.user||r.themes.darkMode!==t.themes.darkMode}var Nt=[500,1e3,2e3,5e3,1e4],zt=50,Lt=new Set(["uploaded","failed","canceled"]);function Dt(r){return Lt.has(r.status)}var Q=class{constructor(t=Nt){this.pauses=t;this.live=!1;this.ready=!1;this.version="";this.admin=!1;this.entries=[];this.docks=new Map;this.uploads=new Map;this.listeners=new Set;this.attempt=0;this.running=0;this.reconnected=()=>{this.attempt=0,this.unsubscribe=void 0,this.subscribe()};this.disconnected=()=>{this.unsubscribe=void 0,this.running+=1,this.setLive(!1)}}listen(t,e){return this.listeners.add(e),this.connection===void 0&&this.begin(t.connection),()=>{this.listeners.delete(e),this.listeners.size===0&&this.end()}}begin(t){this.connection=t,t.addEventListener("ready",this.reconnected),t.addEventListener("disconnected",this.disconnected),this.subscribe()}end(){this.connection?.removeEventListener("ready",this.reconnected),this.connection?.removeEventListener("disconnected",this.disconnected),this.connection=void 0,this.forgetSubscription(),this.live=!1}forgetSubscription(){clearTimeout(this.timer),this.running+=1;let t=this.unsubscribe;this.unsubscribe=void 0,t&&t().catch(()=>{})}async subscribe(){clearTimeout(this.timer);let t=++this.running,e=this.connection;if(e)try{let s=await e.subscribeMessage(i=>{t===this.running&&this.take(i)},{type:"dji_dock/subscribe"},{resubscribe:!1});t===this.running?this.unsubscribe=s:s().catch(()=>{}),this.attempt=0}catch{if(t!==this.running)return;this.setLive(!1);let s=this.pauses[Math.min(this.attempt++,this.pauses.length-1)];this.timer=setTimeout(()=>{this.subscribe()},s)}}take(t){switch(t.type){case"snapshot":this.version=t.version,this.admin=t.admin,this.entries=t.entries,this.docks=new Map(t.docks.map(e=>[e.device_id,e])),this.uploads=new Map(t.uploads.map(e=>[e.upload_id,e])),this.ready=this.live=!0,this.notify("all");break;case"dock":{let e=!this.docks.has(t.dock.device_id);this.docks.set(t.dock.device_id,t.dock),this.notify(e?"all":`dock:${t.dock.device_id}`);break}case"dock_gone":this.docks.delete(t.device_id),this.notify("all");break;case"upload":this.takeUpload(t.upload),this.notify(`uploads:${t.upload.device_id}`);break;case"upload_gone":this.uploads.delete(t.upload_id),this.notify(`uploads:${t.device_id}`);break;case"media":this.notify(`media:${t.device_id}`);break}}takeUpload(t){this.uploads.delete(t.upload_id),this.uploads.set(t.upload_id,t);let e=[...this.uploads.values()].filter(Dt);for(let s of e.slice(0,-zt))this.uploads.delete(s.upload_id)}setLive(t){this.live!==t&&(this.live=t,this.notify("all"))}notify(t){for(let e of[...this.listeners])e(t)}},vt=new Q;var yt=class{constructor(t,e=()=>!0){this.host=t;this.wants=e;t.addController(this)}hostConnected(){this.begin()}hostUpdate(){this.begin()}hostDisconnected(){this.stop?.(),this.stop=void 0}begin(){let{hass:t}=this.host;this.stop||!t||!this.host.isConnected||(this.stop=vt.listen(t,e=>{(e==="all"||this.wants(e))&&this.host.requestUpdate()}))}};export{jt as a,O as b,Kt as c,Ft as d,h as e,x as f,gt as g,le as h,Oe as i,Le as j,De as k,qe as l,vt as m,yt as n};
