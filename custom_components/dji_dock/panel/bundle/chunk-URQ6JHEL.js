var O=globalThis,N=O.ShadowRoot&&(O.ShadyCSS===void 0||O.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,W=Symbol(),et=new WeakMap,w=class{constructor(t,e,s){if(this._$cssResult$=!0,s!==W)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=e}get styleSheet(){let t=this.o,e=this.t;if(N&&t===void 0){let s=e!==void 0&&e.length===1;s&&(t=et.get(e)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),s&&et.set(e,t))}return t}toString(){return this.cssText}},st=r=>new w(typeof r=="string"?r:r+"",void 0,W),k=(r,...t)=>{let e=r.length===1?r[0]:t.reduce((s,i,o)=>s+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+r[o+1],r[0]);return new w(e,r,W)},it=(r,t)=>{if(N)r.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let e of t){let s=document.createElement("style"),i=O.litNonce;i!==void 0&&s.setAttribute("nonce",i),s.textContent=e.cssText,r.appendChild(s)}},K=N?r=>r:r=>r instanceof CSSStyleSheet?(t=>{let e="";for(let s of t.cssRules)e+=s.cssText;return st(e)})(r):r;var{is:$t,defineProperty:xt,getOwnPropertyDescriptor:At,getOwnPropertyNames:Et,getOwnPropertySymbols:St,getPrototypeOf:wt}=Object,z=globalThis,rt=z.trustedTypes,kt=rt?rt.emptyScript:"",Ct=z.reactiveElementPolyfillSupport,C=(r,t)=>r,P={toAttribute(r,t){switch(t){case Boolean:r=r?kt:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,t){let e=r;switch(t){case Boolean:e=r!==null;break;case Number:e=r===null?null:Number(r);break;case Object:case Array:try{e=JSON.parse(r)}catch{e=null}}return e}},D=(r,t)=>!$t(r,t),ot={attribute:!0,type:String,converter:P,reflect:!1,useDefault:!1,hasChanged:D};Symbol.metadata??=Symbol("metadata"),z.litPropertyMetadata??=new WeakMap;var f=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,e=ot){if(e.state&&(e.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((e=Object.create(e)).wrapped=!0),this.elementProperties.set(t,e),!e.noAccessor){let s=Symbol(),i=this.getPropertyDescriptor(t,s,e);i!==void 0&&xt(this.prototype,t,i)}}static getPropertyDescriptor(t,e,s){let{get:i,set:o}=At(this.prototype,t)??{get(){return this[e]},set(n){this[e]=n}};return{get:i,set(n){let c=i?.call(this);o?.call(this,n),this.requestUpdate(t,c,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??ot}static _$Ei(){if(this.hasOwnProperty(C("elementProperties")))return;let t=wt(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(C("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(C("properties"))){let e=this.properties,s=[...Et(e),...St(e)];for(let i of s)this.createProperty(i,e[i])}let t=this[Symbol.metadata];if(t!==null){let e=litPropertyMetadata.get(t);if(e!==void 0)for(let[s,i]of e)this.elementProperties.set(s,i)}this._$Eh=new Map;for(let[e,s]of this.elementProperties){let i=this._$Eu(e,s);i!==void 0&&this._$Eh.set(i,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let e=[];if(Array.isArray(t)){let s=new Set(t.flat(1/0).reverse());for(let i of s)e.unshift(K(i))}else t!==void 0&&e.push(K(t));return e}static _$Eu(t,e){let s=e.attribute;return s===!1?void 0:typeof s=="string"?s:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,e=this.constructor.elementProperties;for(let s of e.keys())this.hasOwnProperty(s)&&(t.set(s,this[s]),delete this[s]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return it(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,e,s){this._$AK(t,s)}_$ET(t,e){let s=this.constructor.elementProperties.get(t),i=this.constructor._$Eu(t,s);if(i!==void 0&&s.reflect===!0){let o=(s.converter?.toAttribute!==void 0?s.converter:P).toAttribute(e,s.type);this._$Em=t,o==null?this.removeAttribute(i):this.setAttribute(i,o),this._$Em=null}}_$AK(t,e){let s=this.constructor,i=s._$Eh.get(t);if(i!==void 0&&this._$Em!==i){let o=s.getPropertyOptions(i),n=typeof o.converter=="function"?{fromAttribute:o.converter}:o.converter?.fromAttribute!==void 0?o.converter:P;this._$Em=i;let c=n.fromAttribute(e,o.type);this[i]=c??this._$Ej?.get(i)??c,this._$Em=null}}requestUpdate(t,e,s,i=!1,o){if(t!==void 0){let n=this.constructor;if(i===!1&&(o=this[t]),s??=n.getPropertyOptions(t),!((s.hasChanged??D)(o,e)||s.useDefault&&s.reflect&&o===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,s))))return;this.C(t,e,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,e,{useDefault:s,reflect:i,wrapped:o},n){s&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??e??this[t]),o!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||s||(e=void 0),this._$AL.set(t,e)),i===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,o]of this._$Ep)this[i]=o;this._$Ep=void 0}let s=this.constructor.elementProperties;if(s.size>0)for(let[i,o]of s){let{wrapped:n}=o,c=this[i];n!==!0||this._$AL.has(i)||c===void 0||this.C(i,void 0,o,c)}}let t=!1,e=this._$AL;try{t=this.shouldUpdate(e),t?(this.willUpdate(e),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(e)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(e)}willUpdate(t){}_$AE(t){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(t){}firstUpdated(t){}};f.elementStyles=[],f.shadowRootOptions={mode:"open"},f[C("elementProperties")]=new Map,f[C("finalized")]=new Map,Ct?.({ReactiveElement:f}),(z.reactiveElementVersions??=[]).push("2.1.2");var Y=globalThis,nt=r=>r,L=Y.trustedTypes,at=L?L.createPolicy("lit-html",{createHTML:r=>r}):void 0,J="$lit$",m=`lit$${Math.random().toFixed(9).slice(2)}$`,G="?"+m,Pt=`<${G}>`,_=document,U=()=>_.createComment(""),M=r=>r===null||typeof r!="object"&&typeof r!="function",Z=Array.isArray,ut=r=>Z(r)||typeof r?.[Symbol.iterator]=="function",F=`[ 	
\f\r]`,H=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ct=/-->/g,dt=/>/g,v=RegExp(`>|${F}(?:([^\\s"'>=/]+)(${F}*=${F}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),lt=/'/g,ht=/"/g,ft=/^(?:script|style|textarea|title)$/i,Q=r=>(t,...e)=>({_$litType$:r,strings:t,values:e}),Vt=Q(1),Bt=Q(2),It=Q(3),b=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),pt=new WeakMap,y=_.createTreeWalker(_,129);function mt(r,t){if(!Z(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return at!==void 0?at.createHTML(t):t}var gt=(r,t)=>{let e=r.length-1,s=[],i,o=t===2?"<svg>":t===3?"<math>":"",n=H;for(let c=0;c<e;c++){let a=r[c],l,p,d=-1,u=0;for(;u<a.length&&(n.lastIndex=u,p=n.exec(a),p!==null);)u=n.lastIndex,n===H?p[1]==="!--"?n=ct:p[1]!==void 0?n=dt:p[2]!==void 0?(ft.test(p[2])&&(i=RegExp("</"+p[2],"g")),n=v):p[3]!==void 0&&(n=v):n===v?p[0]===">"?(n=i??H,d=-1):p[1]===void 0?d=-2:(d=n.lastIndex-p[2].length,l=p[1],n=p[3]===void 0?v:p[3]==='"'?ht:lt):n===ht||n===lt?n=v:n===ct||n===dt?n=H:(n=v,i=void 0);let g=n===v&&r[c+1].startsWith("/>")?" ":"";o+=n===H?a+Pt:d>=0?(s.push(l),a.slice(0,d)+J+a.slice(d)+m+g):a+m+(d===-2?c:g)}return[mt(r,o+(r[e]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),s]},R=class r{constructor({strings:t,_$litType$:e},s){let i;this.parts=[];let o=0,n=0,c=t.length-1,a=this.parts,[l,p]=gt(t,e);if(this.el=r.createElement(l,s),y.currentNode=this.el.content,e===2||e===3){let d=this.el.content.firstChild;d.replaceWith(...d.childNodes)}for(;(i=y.nextNode())!==null&&a.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(let d of i.getAttributeNames())if(d.endsWith(J)){let u=p[n++],g=i.getAttribute(d).split(m),T=/([.?@])?(.*)/.exec(u);a.push({type:1,index:o,name:T[2],strings:g,ctor:T[1]==="."?q:T[1]==="?"?V:T[1]==="@"?B:x}),i.removeAttribute(d)}else d.startsWith(m)&&(a.push({type:6,index:o}),i.removeAttribute(d));if(ft.test(i.tagName)){let d=i.textContent.split(m),u=d.length-1;if(u>0){i.textContent=L?L.emptyScript:"";for(let g=0;g<u;g++)i.append(d[g],U()),y.nextNode(),a.push({type:2,index:++o});i.append(d[u],U())}}}else if(i.nodeType===8)if(i.data===G)a.push({type:2,index:o});else{let d=-1;for(;(d=i.data.indexOf(m,d+1))!==-1;)a.push({type:7,index:o}),d+=m.length-1}o++}}static createElement(t,e){let s=_.createElement("template");return s.innerHTML=t,s}};function $(r,t,e=r,s){if(t===b)return t;let i=s!==void 0?e._$Co?.[s]:e._$Cl,o=M(t)?void 0:t._$litDirective$;return i?.constructor!==o&&(i?._$AO?.(!1),o===void 0?i=void 0:(i=new o(r),i._$AT(r,e,s)),s!==void 0?(e._$Co??=[])[s]=i:e._$Cl=i),i!==void 0&&(t=$(r,i._$AS(r,t.values),i,s)),t}var j=class{constructor(t,e){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=e}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:e},parts:s}=this._$AD,i=(t?.creationScope??_).importNode(e,!0);y.currentNode=i;let o=y.nextNode(),n=0,c=0,a=s[0];for(;a!==void 0;){if(n===a.index){let l;a.type===2?l=new E(o,o.nextSibling,this,t):a.type===1?l=new a.ctor(o,a.name,a.strings,this,t):a.type===6&&(l=new I(o,this,t)),this._$AV.push(l),a=s[++c]}n!==a?.index&&(o=y.nextNode(),n++)}return y.currentNode=_,i}p(t){let e=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(t,s,e),e+=s.strings.length-2):s._$AI(t[e])),e++}},E=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,e,s,i){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=t,this._$AB=e,this._$AM=s,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,e=this._$AM;return e!==void 0&&t?.nodeType===11&&(t=e.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,e=this){t=$(this,t,e),M(t)?t===h||t==null||t===""?(this._$AH!==h&&this._$AR(),this._$AH=h):t!==this._$AH&&t!==b&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):ut(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==h&&M(this._$AH)?this._$AA.nextSibling.data=t:this.T(_.createTextNode(t)),this._$AH=t}$(t){let{values:e,_$litType$:s}=t,i=typeof s=="number"?this._$AC(t):(s.el===void 0&&(s.el=R.createElement(mt(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===i)this._$AH.p(e);else{let o=new j(i,this),n=o.u(this.options);o.p(e),this.T(n),this._$AH=o}}_$AC(t){let e=pt.get(t.strings);return e===void 0&&pt.set(t.strings,e=new R(t)),e}k(t){Z(this._$AH)||(this._$AH=[],this._$AR());let e=this._$AH,s,i=0;for(let o of t)i===e.length?e.push(s=new r(this.O(U()),this.O(U()),this,this.options)):s=e[i],s._$AI(o),i++;i<e.length&&(this._$AR(s&&s._$AB.nextSibling,i),e.length=i)}_$AR(t=this._$AA.nextSibling,e){for(this._$AP?.(!1,!0,e);t!==this._$AB;){let s=nt(t).nextSibling;nt(t).remove(),t=s}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},x=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,e,s,i,o){this.type=1,this._$AH=h,this._$AN=void 0,this.element=t,this.name=e,this._$AM=i,this.options=o,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=h}_$AI(t,e=this,s,i){let o=this.strings,n=!1;if(o===void 0)t=$(this,t,e,0),n=!M(t)||t!==this._$AH&&t!==b,n&&(this._$AH=t);else{let c=t,a,l;for(t=o[0],a=0;a<o.length-1;a++)l=$(this,c[s+a],e,a),l===b&&(l=this._$AH[a]),n||=!M(l)||l!==this._$AH[a],l===h?t=h:t!==h&&(t+=(l??"")+o[a+1]),this._$AH[a]=l}n&&!i&&this.j(t)}j(t){t===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},q=class extends x{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===h?void 0:t}},V=class extends x{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==h)}},B=class extends x{constructor(t,e,s,i,o){super(t,e,s,i,o),this.type=5}_$AI(t,e=this){if((t=$(this,t,e,0)??h)===b)return;let s=this._$AH,i=t===h&&s!==h||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,o=t!==h&&(s===h||i);i&&this.element.removeEventListener(this.name,this,s),o&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},I=class{constructor(t,e,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=e,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){$(this,t)}},Wt={M:J,P:m,A:G,C:1,L:gt,R:j,D:ut,V:$,I:E,H:x,N:V,U:B,B:q,F:I},Ht=Y.litHtmlPolyfillSupport;Ht?.(R,E),(Y.litHtmlVersions??=[]).push("3.3.3");var vt=(r,t,e)=>{let s=e?.renderBefore??t,i=s._$litPart$;if(i===void 0){let o=e?.renderBefore??null;s._$litPart$=i=new E(t.insertBefore(U(),o),o,void 0,e??{})}return i._$AI(r),i};var X=globalThis,S=class extends f{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let e=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=vt(e,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return b}};S._$litElement$=!0,S.finalized=!0,X.litElementHydrateSupport?.({LitElement:S});var Ut=X.litElementPolyfillSupport;Ut?.({LitElement:S});(X.litElementVersions??=[]).push("4.2.2");var Mt={attribute:!0,type:String,converter:P,reflect:!1,hasChanged:D},Rt=(r=Mt,t,e)=>{let{kind:s,metadata:i}=e,o=globalThis.litPropertyMetadata.get(i);if(o===void 0&&globalThis.litPropertyMetadata.set(i,o=new Map),s==="setter"&&((r=Object.create(r)).wrapped=!0),o.set(e.name,r),s==="accessor"){let{name:n}=e;return{set(c){let a=t.get.call(this);t.set.call(this,c),this.requestUpdate(n,a,r,!0,c)},init(c){return c!==void 0&&this.C(n,void 0,r,c),c}}}if(s==="setter"){let{name:n}=e;return function(c){let a=this[n];t.call(this,c),this.requestUpdate(n,a,r,!0,c)}}throw Error("Unsupported decorator location: "+s)};function yt(r){return(t,e)=>typeof e=="object"?Rt(r,t,e):((s,i,o)=>{let n=i.hasOwnProperty(o);return i.constructor.createProperty(o,s),n?Object.getOwnPropertyDescriptor(i,o):void 0})(r,t,e)}function ae(r){return yt({...r,state:!0,attribute:!1})}var A=(r,t,e)=>(e.configurable=!0,e.enumerable=!0,Reflect.decorate&&typeof t!="object"&&Object.defineProperty(r,t,e),e);function he(r,t){return(e,s,i)=>{let o=n=>n.renderRoot?.querySelector(r)??null;if(t){let{get:n,set:c}=typeof s=="object"?e:i??(()=>{let a=Symbol();return{get(){return this[a]},set(l){this[a]=l}}})();return A(e,s,{get(){let a=n.call(this);return a===void 0&&(a=o(this),(a!==null||this.hasUpdated)&&c.call(this,a)),a}})}return A(e,s,{get(){return o(this)}})}}function Re(r){return t=>{customElements.get(r)||customElements.define(r,t)}}var Ne=k`
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
`,ze=k`
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
`,De=k`
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
`;function je(r,t){return r.localize!==t?.localize||r.language!==t.language||r.locale!==t.locale||r.connected!==t.connected||r.user!==t.user||r.themes.darkMode!==t.themes.darkMode}var Tt=[500,1e3,2e3,5e3,1e4],Ot=50,Nt=new Set(["uploaded","failed","canceled"]);function zt(r){return Nt.has(r.status)}var tt=class{constructor(t=Tt){this.pauses=t;this.live=!1;this.ready=!1;this.version="";this.admin=!1;this.entries=[];this.docks=new Map;this.uploads=new Map;this.gone=new Set;this.listeners=new Set;this.attempt=0;this.running=0;this.reconnected=()=>{this.attempt=0,this.unsubscribe=void 0,this.subscribe()};this.disconnected=()=>{this.unsubscribe=void 0,this.running+=1,this.setLive(!1)}}listen(t,e){return this.listeners.add(e),this.connection===void 0&&this.begin(t.connection),()=>{this.listeners.delete(e),this.listeners.size===0&&this.end()}}begin(t){this.connection=t,t.addEventListener("ready",this.reconnected),t.addEventListener("disconnected",this.disconnected),this.subscribe()}end(){this.connection?.removeEventListener("ready",this.reconnected),this.connection?.removeEventListener("disconnected",this.disconnected),this.connection=void 0,this.forgetSubscription(),this.live=!1}forgetSubscription(){clearTimeout(this.timer),this.running+=1;let t=this.unsubscribe;this.unsubscribe=void 0,t&&t().catch(()=>{})}async subscribe(){clearTimeout(this.timer);let t=++this.running,e=this.connection;if(e)try{let s=await e.subscribeMessage(i=>{t===this.running&&this.take(i)},{type:"dji_dock/subscribe"},{resubscribe:!1});t===this.running?this.unsubscribe=s:s().catch(()=>{}),this.attempt=0}catch{if(t!==this.running)return;this.setLive(!1);let s=this.pauses[Math.min(this.attempt++,this.pauses.length-1)];this.timer=setTimeout(()=>{this.subscribe()},s)}}take(t){switch(t.type){case"snapshot":this.version=t.version,this.admin=t.admin,this.entries=t.entries,this.docks=new Map([...this.keptDocks(),...t.docks].map(e=>[e.device_id,e])),this.uploads=new Map(t.uploads.map(e=>[e.upload_id,e])),this.ready=this.live=!0,this.notify("all");break;case"entry":this.entries=this.entries.map(e=>e.entry_id===t.entry.entry_id?t.entry:e),this.notify("all");break;case"dock":{let e=!this.docks.has(t.dock.device_id);this.docks.set(t.dock.device_id,t.dock),this.notify(e?"all":`dock:${t.dock.device_id}`);break}case"dock_gone":this.docks.delete(t.device_id),this.notify("all");break;case"upload":this.takeUpload(t.upload),this.notify(`uploads:${t.upload.device_id}`);break;case"upload_gone":this.uploads.delete(t.upload_id),this.gone.add(t.upload_id),this.notify(`uploads:${t.device_id}`);break;case"media":this.notify(`media:${t.device_id}`);break}}keptDocks(){let t=new Set(this.entries.filter(e=>!e.loaded).map(e=>e.entry_id));return[...this.docks.values()].filter(e=>t.has(e.entry_id))}isCurrent(t){return this.live&&this.entries.some(e=>e.loaded&&e.entry_id===t.entry_id)}takeUpload(t){this.uploads.delete(t.upload_id),this.uploads.set(t.upload_id,t);let e=[...this.uploads.values()].filter(zt);for(let s of e.slice(0,-Ot))this.uploads.delete(s.upload_id)}setLive(t){this.live!==t&&(this.live=t,this.notify("all"))}notify(t){for(let e of[...this.listeners])e(t)}},_t=new tt;var bt=class{constructor(t,e=()=>!0){this.host=t;this.wants=e;t.addController(this)}hostConnected(){this.begin()}hostUpdate(){this.begin()}hostDisconnected(){this.stop?.(),this.stop=void 0}begin(){let{hass:t}=this.host;this.stop||!t||!this.host.isConnected||(this.stop=_t.listen(t,e=>{(e==="all"||this.wants(e))&&this.host.requestUpdate()}))}};export{k as a,Vt as b,Bt as c,b as d,h as e,Wt as f,vt as g,S as h,yt as i,ae as j,he as k,Re as l,Ne as m,ze as n,De as o,je as p,zt as q,_t as r,bt as s};
