import{N as d}from"./chunk-7O34PZDG.js";import{a as r,b as o,h as s,i as t,l as a,m as l}from"./chunk-URQ6JHEL.js";import{a as i}from"./chunk-JFKSI6I7.js";var e=class extends s{constructor(){super(...arguments);this.icon="";this.heading=""}render(){return o`${this.icon?d(this.icon,56):""}
      <h2>${this.heading}</h2>
      <div class="body"><slot></slot></div>`}};e.styles=[l,r`
      :host {
        display: grid;
        justify-items: center;
        text-align: center;
        gap: 12px;
        padding: 48px 16px;
        color: var(--secondary-text-color);
      }
      h2 {
        color: var(--primary-text-color);
      }
      .body {
        max-inline-size: 48ch;
        display: grid;
        gap: 12px;
        justify-items: center;
      }
    `],i([t({attribute:!1})],e.prototype,"icon",2),i([t()],e.prototype,"heading",2),e=i([a("dji-dock-empty")],e);
