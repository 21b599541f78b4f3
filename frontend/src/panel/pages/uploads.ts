import { nothing } from "lit";
import { define } from "../../components/define";
import { base } from "../../components/styles";
import { StoreController } from "../../data/store-controller";
import { PageElement } from "../page-element";

@define("dji-dock-page-uploads")
export class UploadsPage extends PageElement {
  static override styles = [base];

  constructor() {
    super();
    new StoreController(this);
  }

  override render(): typeof nothing {
    return nothing;
  }
}
