/** A verb of adding with a counted thing: "在湖上画一条船". The network has met few of the endless things that can be asked for. */
const counted = /(?:画|加|添|添加|放|摆|[Pp])(?:上|入|进)?[一两几三四]\s?[个条艘只朵棵位辆座张匹头轮](?![档挡级半])/;

/** True for a wish to put something into the picture that is not there: a restorer does not. */
export function isNewThing(words: string): boolean {
  return counted.test(words);
}
