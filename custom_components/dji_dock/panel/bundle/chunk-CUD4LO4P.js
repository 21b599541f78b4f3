import{X as p,l as d}from"./chunk-AR4NAABW.js";import{a,b as r,h as l,i,k as t,l as s,m as n,n as c}from"./chunk-NRUQZ3D4.js";import{a as o}from"./chunk-JFKSI6I7.js";var e=class extends l{constructor(){super(...arguments);this.heading="";this.closeLabel="";this.wide=!1}firstUpdated(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return r`<dialog aria-labelledby="heading" @close=${this.closed}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="icon" aria-label=${this.closeLabel} @click=${()=>this.close()}>
          ${p(d)}
        </button>
      </header>
      <div class="body"><slot></slot></div>
      <footer><slot name="actions"></slot></footer>
    </dialog>`}closed(){this.dispatchEvent(new CustomEvent("closed"))}};e.styles=[n,c,a`
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
    `],o([i()],e.prototype,"heading",2),o([i({attribute:"close-label"})],e.prototype,"closeLabel",2),o([i({type:Boolean,reflect:!0})],e.prototype,"wide",2),o([t("dialog")],e.prototype,"dialog",2),e=o([s("dji-dock-dialog")],e);
